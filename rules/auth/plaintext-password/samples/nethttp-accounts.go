package accounts

import (
	"database/sql"
	"net/http"
)

type account struct {
	Name     string
	Password string
}

func signIn(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, password := r.FormValue("name"), r.FormValue("password")
		var found account
		// ruleid: plaintext-password
		row := db.QueryRow("SELECT name FROM accounts WHERE name = $1 AND password = $2", name, password)
		if err := row.Scan(&found.Name); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		// ruleid: plaintext-password
		// ruleid: timing-unsafe-comparison
		if found.Password != password {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		// ok: plaintext-password
		if password != r.FormValue("password_confirmation") {
			w.WriteHeader(http.StatusUnprocessableEntity)
		}
	}
}
