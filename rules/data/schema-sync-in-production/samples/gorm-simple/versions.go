package store

import (
	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

var Versions = []*gormigrate.Migration{{
	ID: "2024-01-01",
	Migrate: func(tx *gorm.DB) error {
		// ok: schema-sync-in-production
		return tx.AutoMigrate(&Order{})
	},
}}
