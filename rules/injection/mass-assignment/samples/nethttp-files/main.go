package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"

	"example.com/files/store"
)

type files interface {
	Create(ctx context.Context, file *store.File) error
}

func create(all files) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var file store.File
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&file); err != nil {
			http.Error(w, "no file", http.StatusBadRequest)
			return
		}
		if err := all.Create(r.Context(), &file); err != nil {
			http.Error(w, "not stored", http.StatusInternalServerError)
		}
	}
}

func main() {
	var db *sql.DB
	mux := http.NewServeMux()
	mux.HandleFunc("POST /files", create(&store.Files{DB: db}))
	server := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 5_000_000_000}
	if err := server.ListenAndServe(); err != nil {
		panic(err)
	}
}
