package main

import (
	"encoding/json"
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
		log.Fatalf("decode: %v", err)
	}
	if err := store(in); err != nil {
		panic(err)
	}
	w.WriteHeader(http.StatusCreated)
}

func store(in item) error {
	data, err := json.Marshal(in)
	if err != nil {
		return err
	}
	if err := os.WriteFile("items.json", data, 0o600); err != nil {
		log.Fatalf("store: %v", err)
	}
	return nil
}
