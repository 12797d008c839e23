package store

import (
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func Open(dsn string) (*gorm.DB, error) {
	// ruleid: unbounded-pool
	return gorm.Open(postgres.Open(dsn), &gorm.Config{})
}
