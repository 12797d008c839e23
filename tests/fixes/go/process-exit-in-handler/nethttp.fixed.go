package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
)

type item struct{ Name string }

func main() {
	http.HandleFunc("/items", create)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func create(w http.ResponseWriter, r *http.Request) {
	var in item
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		log.Printf("decode: %v", err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	if err := store(in); err != nil {
		log.Print(err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func store(in item) error {
	data, err := json.Marshal(in)
	if err != nil {
		return err
	}
	if err := os.WriteFile("items.json", data, 0o600); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}
