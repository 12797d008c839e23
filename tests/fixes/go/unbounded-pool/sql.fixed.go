package store

import (
	"database/sql"

	_ "github.com/jackc/pgx/v5/stdlib"
)

func open(dsn string) (*sql.DB, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(25)
	return db, nil
}
