package store

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"

	_ "github.com/lib/pq"
)

// No value, or none that a placeholder may stand for.
func left(db *sql.DB, w http.ResponseWriter, r *http.Request, args []any) {
	sort := r.FormValue("sort")
	db.Query("SELECT id FROM users ORDER BY " + sort)
	db.Query(fmt.Sprintf("SELECT id FROM %s", sort))
	db.Query(fmt.Sprintf(`SELECT id FROM "%s" WHERE id = $1`, sort), 1)
	db.Query("SELECT id FROM users WHERE id IN (" + sort + ")")
	db.Query("SELECT id FROM users WHERE name IN ('" + strings.Join(r.Form["name"], "','") + "')")
	db.Query("SELECT id FROM users WHERE at > now() - INTERVAL '" + sort + " days'")
	db.Query("SELECT id FROM users WHERE at > DATE '" + sort + "'")
	db.Query("SELECT id FROM users WHERE name = E'" + sort + "'")
	db.Query("SELECT id FROM users LIMIT " + sort)
	db.Query("SELECT id FROM users WHERE name = $1 AND city = '"+sort+"'", args...)
	db.Exec("ALTER USER shop WITH PASSWORD '" + sort + "'")
	db.Exec("CREATE ROLE a; SELECT 1 WHERE x = '" + sort + "'")
	db.Query("SELECT id FROM users WHERE name = '" + sort + "' -- by name")
	db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = '%[1]s' OR city = '%[1]s'", sort))
	db.Prepare("SELECT id FROM users WHERE name = '" + sort + "'")
	db.Query("SELECT id FROM users WHERE at > " + since(sort))
	query := "SELECT id FROM users WHERE name = '" + sort + "'"
	sort = "other"
	db.Query(query)
}

// What it gives is SQL, not a value.
func since(unit string) string {
	return "now() - interval '1 " + unit + "'"
}
