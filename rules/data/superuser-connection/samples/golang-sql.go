package store

import (
	"database/sql"
	"fmt"
	"os"
)

func open(password, host string) (*sql.DB, error) {
	// ruleid: superuser-connection
	return sql.Open("mysql", fmt.Sprintf("root:%s@tcp(%s:3306)/shop?parseTime=true", password, host))
}

func openOwn(password, host string) (*sql.DB, error) {
	// ok: superuser-connection
	return sql.Open("mysql", fmt.Sprintf("shop_app:%s@tcp(%s:3306)/shop?parseTime=true", password, host))
}

func openServer(password string) (*sql.DB, error) {
	// ruleid: superuser-connection
	return sql.Open("postgres", fmt.Sprintf("host=%s user=postgres password=%s dbname=shop", os.Getenv("DB_HOST"), password))
}
