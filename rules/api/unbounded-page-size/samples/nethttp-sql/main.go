package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strconv"
)

type server struct{ db *sql.DB }

func (s *server) notes(limit int) ([]string, error) {
	rows, err := s.db.Query("SELECT text FROM notes ORDER BY id LIMIT $1", limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var notes []string
	for rows.Next() {
		var text string
		rows.Scan(&text)
		notes = append(notes, text)
	}
	return notes, nil
}

func (s *server) notesFrom(start int) ([]string, error) {
	rows, err := s.db.Query("SELECT text FROM notes WHERE id > $1 ORDER BY id LIMIT 20", start)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return nil, nil
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil || limit < 1 {
		limit = 20
	}
	notes, _ := s.notes(limit)
	json.NewEncoder(w).Encode(notes)
}

func limitOf(r *http.Request) int {
	limit, err := strconv.Atoi(r.FormValue("limit"))
	if err != nil {
		return 20
	}
	if limit > 100 {
		return 100
	}
	return limit
}

func (s *server) capped(w http.ResponseWriter, r *http.Request) {
	notes, _ := s.notes(limitOf(r))
	json.NewEncoder(w).Encode(notes)
}

func window(r *http.Request) (start int, limit int) {
	limit = 50
	if n, err := strconv.Atoi(r.FormValue("start")); err == nil && n > 0 {
		start = n
	}
	if n, err := strconv.Atoi(r.FormValue("limit")); err == nil && n > -1 {
		limit = n
	}
	return start, limit
}

func (s *server) page(w http.ResponseWriter, r *http.Request) {
	_, limit := window(r)
	notes, _ := s.notes(limit)
	json.NewEncoder(w).Encode(notes)
}

func (s *server) fromStart(w http.ResponseWriter, r *http.Request) {
	start, _ := window(r)
	notes, _ := s.notesFrom(start)
	json.NewEncoder(w).Encode(notes)
}

type options struct {
	Owner string
	Limit int
}

func (s *server) notesOf(o options) ([]string, error) {
	rows, err := s.db.Query("SELECT text FROM notes WHERE owner = $1 LIMIT $2", o.Owner, o.Limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return nil, nil
}

func (s *server) owned(w http.ResponseWriter, r *http.Request) {
	notes, _ := s.notesOf(options{Owner: r.FormValue("owner"), Limit: 20})
	json.NewEncoder(w).Encode(notes)
}

func (s *server) many(w http.ResponseWriter, r *http.Request) {
	size, _ := strconv.Atoi(r.FormValue("size"))
	notes, _ := s.notesOf(options{Owner: r.FormValue("owner"), Limit: size})
	json.NewEncoder(w).Encode(notes)
}

func main() {
	s := &server{}
	mux := http.NewServeMux()
	// ruleid: unbounded-page-size
	mux.HandleFunc("GET /notes", s.list)
	// ok: unbounded-page-size
	mux.HandleFunc("GET /capped/notes", s.capped)
	// ruleid: unbounded-page-size
	mux.HandleFunc("GET /pages/notes", s.page)
	// ok: unbounded-page-size
	mux.HandleFunc("GET /first/notes", s.fromStart)
	// ok: unbounded-page-size
	mux.HandleFunc("GET /owned/notes", s.owned)
	// ruleid: unbounded-page-size
	mux.HandleFunc("GET /many/notes", s.many)
	http.ListenAndServe(":8080", mux)
}
