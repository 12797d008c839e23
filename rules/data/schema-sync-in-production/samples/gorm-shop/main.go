package main

import (
	"log"
	"os"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Order struct {
	ID   uint
	Note string
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	if os.Getenv("APP_ENV") == "development" {
		// ok: schema-sync-in-production
		db.AutoMigrate(&Order{})
	}
	// ruleid: schema-sync-in-production
	if err := db.AutoMigrate(&Order{}); err != nil {
		log.Fatal(err)
	}
}
