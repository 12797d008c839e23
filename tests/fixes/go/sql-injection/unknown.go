package store

import (
	"database/sql"
	"net/http"
)

// Nothing tells which database it is.
func unknown(db *sql.DB, r *http.Request) *sql.Row {
	return db.QueryRow("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")
}
