package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

type server struct{ db *sql.DB }

type post struct {
	ID, AuthorID int
	Author       string
}

func (s *server) author(id int) (string, error) {
	var name string
	err := s.db.QueryRow("SELECT name FROM authors WHERE id = $1", id).Scan(&name)
	return name, err
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	rows, err := s.db.Query("SELECT id, author_id FROM posts ORDER BY id LIMIT 50")
	if err != nil {
		http.Error(w, "failed", 500)
		return
	}
	defer rows.Close()
	var posts []post
	for rows.Next() {
		var p post
		if err := rows.Scan(&p.ID, &p.AuthorID); err != nil {
			continue
		}
		// ruleid: query-in-loop
		p.Author, _ = s.author(p.AuthorID)
		posts = append(posts, p)
	}
	json.NewEncoder(w).Encode(posts)
}

func (s *server) joined(w http.ResponseWriter, r *http.Request) {
	// ok: query-in-loop
	rows, err := s.db.Query("SELECT p.id, a.name FROM posts p JOIN authors a ON a.id = p.author_id LIMIT 50")
	if err != nil {
		http.Error(w, "failed", 500)
		return
	}
	defer rows.Close()
	var posts []post
	for rows.Next() {
		var p post
		if err := rows.Scan(&p.ID, &p.Author); err == nil {
			posts = append(posts, p)
		}
	}
	json.NewEncoder(w).Encode(posts)
}

func main() {
	db, err := sql.Open("postgres", "host=db")
	if err != nil {
		panic(err)
	}
	s := &server{db}
	http.HandleFunc("/posts", s.list)
	http.HandleFunc("/posts/joined", s.joined)
	http.ListenAndServe(":8080", nil)
}
