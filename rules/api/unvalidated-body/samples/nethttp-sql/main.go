package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
)

type server struct{ db *sql.DB }

type note struct {
	Text string `json:"text"`
}

func (n *note) Validate() error {
	if n.Text == "" {
		return errors.New("text is missing")
	}
	return nil
}

func (s *server) create(w http.ResponseWriter, r *http.Request) {
	var n note
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	s.db.Exec("INSERT INTO notes (text) VALUES ($1)", n.Text)
	w.WriteHeader(http.StatusCreated)
}

func (s *server) validated(w http.ResponseWriter, r *http.Request) {
	var n note
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	if err := n.Validate(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.db.Exec("INSERT INTO notes (text) VALUES ($1)", n.Text)
	w.WriteHeader(http.StatusCreated)
}

func main() {
	s := &server{}
	mux := http.NewServeMux()
	// ruleid: unvalidated-body
	mux.HandleFunc("POST /notes", s.create)
	// ok: unvalidated-body
	mux.HandleFunc("POST /validated/notes", s.validated)
	http.ListenAndServe(":8080", mux)
}
