package models

import "gorm.io/gorm"

type Shop struct {
	gorm.Model
	Name string
	// ruleid: plaintext-sensitive-column
	WebhookSecret string
	// ok: plaintext-sensitive-column
	Secrets int
}

func Migrate(db *gorm.DB) error { return db.AutoMigrate(&Shop{}) }
