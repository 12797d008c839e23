package store

import (
	"database/sql"
	"net/http"

	_ "github.com/lib/pq"
)

type server struct{ db *sql.DB }

func (s *server) find(w http.ResponseWriter, r *http.Request) {
	name, city := r.FormValue("name"), r.FormValue("city")
	// The name as it was given.
	rows, err := s.db.Query("SELECT id FROM users WHERE name = $1", name)
	rows, err = s.db.QueryContext(r.Context(), "SELECT id FROM users WHERE name = $1 AND city = $2", name, city)
	rows, err = s.db.Query("SELECT id FROM users WHERE name LIKE $2 AND age > $1", 18, "%"+name+"%")
	rows, err = s.db.Query(`
		SELECT id FROM users
		WHERE city ILIKE $1
		LIMIT $2`, "%"+city+"%", 10)
	query := "UPDATE users SET city = $1 WHERE name = $2"
	_, err = s.db.Exec(query, city, name)
	_, err = s.db.Exec("INSERT INTO users (name, city) VALUES ($1, $2)", name, city)
	_, _ = rows, err
}
