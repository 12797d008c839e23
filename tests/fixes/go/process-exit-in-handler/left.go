package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/items", list)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func list(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write(load())
}

// This function cannot say that it failed.
func load() []byte {
	data, err := os.ReadFile("items.json")
	if err != nil {
		os.Exit(1)
	}
	return data
}
