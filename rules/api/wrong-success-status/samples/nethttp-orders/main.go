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
	// ruleid: wrong-success-status
	json.NewEncoder(w).Encode(map[string]string{"note": r.FormValue("note")})
}

func (s *server) created(w http.ResponseWriter, r *http.Request) {
	s.db.Exec("INSERT INTO orders (note) VALUES ($1)", r.FormValue("note"))
	w.WriteHeader(http.StatusCreated)
	// ok: wrong-success-status
	json.NewEncoder(w).Encode(map[string]string{"note": r.FormValue("note")})
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	s.db.Exec("DELETE FROM orders WHERE id = $1", r.PathValue("id"))
	// ruleid: wrong-success-status
	w.WriteHeader(http.StatusOK)
}

func (s *server) removed(w http.ResponseWriter, r *http.Request) {
	s.db.Exec("DELETE FROM orders WHERE id = $1", r.PathValue("id"))
	// ok: wrong-success-status
	w.WriteHeader(http.StatusNoContent)
}

func main() {
	s := &server{}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", s.create)
	mux.HandleFunc("POST /v2/orders", s.created)
	mux.HandleFunc("DELETE /orders/{id}", s.remove)
	mux.HandleFunc("DELETE /v2/orders/{id}", s.removed)
	http.ListenAndServe(":8080", mux)
}
