package main

import (
	"encoding/json"
	"errors"
	"net/http"
)

type failure struct {
	Error string `json:"error"`
}

func find(id string) (map[string]string, error) { return nil, errors.New("none") }

func show(w http.ResponseWriter, r *http.Request) {
	order, err := find(r.FormValue("id"))
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(failure{Error: "no such order"})
		return
	}
	json.NewEncoder(w).Encode(order)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", show)
	http.ListenAndServe(":8080", mux)
}
