package store

import (
	"database/sql"
	"net/http"

	_ "github.com/lib/pq"
)

func find(db *sql.DB, r *http.Request) {
	id := r.FormValue("id")
	db.Query("SELECT id FROM users WHERE id = $1", id)
	db.Query("SELECT id FROM users WHERE id = $1 AND age > $2", r.FormValue("id"), 18)
}
