package store

import (
	"database/sql"
	"fmt"
	"net/http"

	_ "github.com/lib/pq"
)

func find(db *sql.DB, r *http.Request) {
	id := r.FormValue("id")
	db.Query("SELECT id FROM users WHERE id = " + id)
	db.Query(fmt.Sprintf("SELECT id FROM users WHERE id = %s AND age > %d", r.FormValue("id"), 18))
}
