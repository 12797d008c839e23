package store

import (
	"net/http"

	"github.com/jackc/pgx/v5"
)

func find(conn *pgx.Conn, r *http.Request) pgx.Row {
	// Zürich, too.
	return conn.QueryRow(r.Context(), "SELECT 'Zürich', id FROM users WHERE name = '"+r.FormValue("name")+"'")
}
