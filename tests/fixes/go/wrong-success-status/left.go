package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

type shop struct{ db *sql.DB }

// The status is set in two steps, the second of which would do nothing.
func (s *shop) create(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("INSERT INTO items (note) VALUES ($1)", r.FormValue("note")); err != nil {
		http.Error(w, "not created", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusOK)
	json.NewEncoder(w).Encode(map[string]string{"note": r.FormValue("note")})
}

func main() {
	s := &shop{}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /items", s.create)
	http.ListenAndServe(":8080", mux)
}
