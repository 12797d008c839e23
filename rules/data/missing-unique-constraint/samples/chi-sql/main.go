package main

import (
	"database/sql"
	"net/http"

	"github.com/go-chi/chi/v5"
	_ "github.com/lib/pq"
)

func main() {
	db, _ := sql.Open("postgres", "")
	r := chi.NewRouter()
	r.Post("/users", func(w http.ResponseWriter, r *http.Request) {
		email := r.FormValue("email")
		var count int
		if err := db.QueryRow("SELECT count(*) FROM users WHERE email = $1", email).Scan(&count); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		if count > 0 {
			http.Error(w, "taken", http.StatusConflict)
			return
		}
		// todoruleid: missing-unique-constraint (a count that is scanned into a variable is not known to be the look-up's)
		if _, err := db.Exec("INSERT INTO users (email) VALUES ($1)", email); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusCreated)
	})
	r.Post("/users/handle", func(w http.ResponseWriter, r *http.Request) {
		handle := r.FormValue("handle")
		var id int
		err := db.QueryRow("SELECT id FROM users WHERE handle = $1", handle).Scan(&id)
		if err == nil {
			http.Error(w, "taken", http.StatusConflict)
			return
		}
		// ok: missing-unique-constraint
		if _, err := db.Exec("INSERT INTO users (handle) VALUES ($1)", handle); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusCreated)
	})
	r.Post("/users/mail", func(w http.ResponseWriter, r *http.Request) {
		email := r.FormValue("email")
		var id int
		err := db.QueryRow("SELECT id FROM users WHERE email = $1", email).Scan(&id)
		if err == nil {
			http.Error(w, "taken", http.StatusConflict)
			return
		}
		// ruleid: missing-unique-constraint
		if _, err := db.Exec("INSERT INTO users (email) VALUES ($1)", email); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusCreated)
	})
	r.Post("/users/nick", func(w http.ResponseWriter, r *http.Request) {
		nick, team := r.FormValue("nick"), r.FormValue("team")
		var id int
		err := db.QueryRow("SELECT id FROM users WHERE nick = $1 AND team = $2", nick, team).Scan(&id)
		if err == nil {
			http.Error(w, "taken", http.StatusConflict)
			return
		}
		// ok: missing-unique-constraint
		if _, err := db.Exec("INSERT INTO users (nick, team) VALUES ($1, $2)", nick, team); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusCreated)
	})
	http.ListenAndServe(":8080", r)
}
