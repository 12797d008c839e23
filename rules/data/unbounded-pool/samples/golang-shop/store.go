package store

import (
	"database/sql"

	_ "github.com/jackc/pgx/v5/stdlib"
)

func Open(dsn string) (*sql.DB, error) {
	// ruleid: unbounded-pool
	return sql.Open("pgx", dsn)
}
