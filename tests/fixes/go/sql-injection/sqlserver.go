package store

import (
	"database/sql"
	"net/http"

	_ "github.com/microsoft/go-mssqldb"
)

func find(db *sql.DB, r *http.Request) *sql.Row {
	return db.QueryRow("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")
}
