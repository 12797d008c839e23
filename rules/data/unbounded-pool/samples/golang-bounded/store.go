package store

import (
	"database/sql"

	_ "github.com/jackc/pgx/v5/stdlib"
)

func Open(dsn string) (*sql.DB, error) {
	// ok: unbounded-pool
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, err
	}
	limit(db)
	return db, nil
}
