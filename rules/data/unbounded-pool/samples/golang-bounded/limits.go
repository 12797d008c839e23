package store

import "database/sql"

func limit(db *sql.DB) {
	db.SetMaxOpenConns(25)
}
