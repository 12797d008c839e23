package store

import (
	"database/sql"
	"fmt"
	"net/http"

	_ "github.com/lib/pq"
)

type server struct{ db *sql.DB }

func (s *server) find(w http.ResponseWriter, r *http.Request) {
	name, city := r.FormValue("name"), r.FormValue("city")
	// The name as it was given.
	rows, err := s.db.Query("SELECT id FROM users WHERE name = '" + name + "'")
	rows, err = s.db.QueryContext(r.Context(), fmt.Sprintf("SELECT id FROM users WHERE name = '%s' AND city = '%s'", name, city))
	rows, err = s.db.Query("SELECT id FROM users WHERE name LIKE '%"+name+"%' AND age > $1", 18)
	rows, err = s.db.Query(fmt.Sprintf(`
		SELECT id FROM users
		WHERE city ILIKE '%%%s%%'
		LIMIT %d`, city, 10))
	query := fmt.Sprintf("UPDATE users SET city = '%s' WHERE name = '%v'", city, name)
	_, err = s.db.Exec(query)
	_, err = s.db.Exec("INSERT INTO users (name, city) VALUES ('" + name + "', '" +
		city + "')")
	_, _ = rows, err
}
