package store

import "gorm.io/gorm"

type Order struct {
	ID   uint
	Note string
}

func Prepare(db *gorm.DB) error {
	// ruleid: schema-sync-in-production
	return db.AutoMigrate(&Order{})
}
