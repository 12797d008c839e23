package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

type server struct{ db *sql.DB }

func (s *server) create(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("INSERT INTO orders (note) VALUES ($1)", r.FormValue("note")); err != nil {
		http.Error(w, "not created", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	json.NewEncoder(w).Encode(map[string]string{"note": r.FormValue("note")})
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("DELETE FROM orders WHERE id = $1", r.FormValue("id")); err != nil {
		http.Error(w, "not deleted", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func main() {
	s := &server{}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", s.create)
	mux.HandleFunc("DELETE /orders/{id}", s.remove)
	http.ListenAndServe(":8080", mux)
}
