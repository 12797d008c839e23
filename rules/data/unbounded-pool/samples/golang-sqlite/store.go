package store

import (
	"database/sql"

	_ "github.com/mattn/go-sqlite3"
)

func Open(path string) (*sql.DB, error) {
	// ok: unbounded-pool
	return sql.Open("sqlite3", path)
}
