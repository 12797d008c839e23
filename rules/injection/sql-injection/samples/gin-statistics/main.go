package main

import (
	"database/sql"
	"fmt"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"

	"example.org/statistics/media"
)

func list(db *gorm.DB, options listOptions) *gorm.DB {
	// ok: sql-injection
	return db.Order(options.stableSort + " ASC")
}

func sorted(db *gorm.DB) *gorm.DB {
	// ok: sql-injection
	return db.Order("CASE purpose WHEN '" + string(media.Original) + "' THEN 0 ELSE 1 END ASC")
}

func users(db *sql.DB) (*sql.Rows, error) {
	// ok: sql-injection
	return db.Query("SELECT id FROM users WHERE name <> '" + everyone + "'")
}

func record(db *sql.DB, version string) error {
	// ok: sql-injection
	_, err := db.Exec(fmt.Sprintf(`INSERT INTO settings (version) VALUES ('%s')`, version))
	return err
}

func install(db *sql.DB) error {
	return record(db, "v1.2.0")
}

func find(db *sql.DB, name string) (*sql.Rows, error) {
	// ruleid: sql-injection
	return db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = '%s'", name))
}

func search(db *sql.DB, options listOptions) (*sql.Rows, error) {
	// ruleid: sql-injection
	return db.Query("SELECT id FROM users WHERE name = '" + options.search + "'")
}

func handler(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		_, _ = find(db, c.Query("name"))
		_, _ = search(db, listOptions{search: c.Query("search")})
	}
}
