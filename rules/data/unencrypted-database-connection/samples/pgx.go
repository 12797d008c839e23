package store

import (
	"database/sql"
	"fmt"
)

type config struct{ Host, User, SSLMode string }

func open(cfg config) (*sql.DB, error) {
	// ruleid: unencrypted-database-connection
	return sql.Open("pgx", fmt.Sprintf("host=%s user=%s dbname=shop sslmode=disable", cfg.Host, cfg.User))
}

func openSwitched(cfg config) (*sql.DB, error) {
	// ok: unencrypted-database-connection
	return sql.Open("pgx", fmt.Sprintf("host=%s user=%s dbname=shop sslmode=%s", cfg.Host, cfg.User, cfg.SSLMode))
}

func openLocal() (*sql.DB, error) {
	// ok: unencrypted-database-connection
	return sql.Open("pgx", "host=127.0.0.1 user=shop dbname=shop sslmode=disable")
}

func openMySQL() (*sql.DB, error) {
	// ruleid: unencrypted-database-connection
	return sql.Open("mysql", "shop@tcp(db.shop-prod.net:3306)/shop?tls=false")
}
