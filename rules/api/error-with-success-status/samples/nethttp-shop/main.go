package main

import (
	"encoding/json"
	"net/http"
)

type failure struct {
	Error string `json:"error"`
}

func find(id string) (map[string]string, error) { return nil, nil }

func show(w http.ResponseWriter, r *http.Request) {
	order, err := find(r.PathValue("id"))
	if err != nil {
		// ruleid: error-with-success-status
		json.NewEncoder(w).Encode(failure{Error: "no such order"})
		return
	}
	json.NewEncoder(w).Encode(order)
}

func replace(w http.ResponseWriter, r *http.Request) {
	order, err := find(r.PathValue("id"))
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		// ok: error-with-success-status
		json.NewEncoder(w).Encode(map[string]string{"error": "no such order"})
		return
	}
	respond(w, http.StatusOK, order)
}

func remove(w http.ResponseWriter, r *http.Request) {
	if _, err := find(r.PathValue("id")); err != nil {
		// ok: error-with-success-status
		http.Error(w, "no such order", http.StatusNotFound)
		return
	}
	respond(w, http.StatusForbidden, failure{Error: "not yours"})
}

func respond(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	// ok: error-with-success-status
	json.NewEncoder(w).Encode(body)
}

var codes = map[error]int{}

func change(w http.ResponseWriter, r *http.Request) {
	if _, err := find(r.PathValue("id")); err != nil {
		w.WriteHeader(codes[err])
		// ok: error-with-success-status
		w.Write([]byte(err.Error()))
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func archive(w http.ResponseWriter, r *http.Request) {
	if _, err := find(r.PathValue("id")); err != nil {
		// ruleid: error-with-success-status
		w.Write([]byte(err.Error()))
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", show)
	mux.HandleFunc("PUT /orders/{id}", replace)
	mux.HandleFunc("DELETE /orders/{id}", remove)
	mux.HandleFunc("PATCH /orders/{id}", change)
	mux.HandleFunc("POST /orders/{id}/archive", archive)
	http.ListenAndServe(":8080", mux)
}
