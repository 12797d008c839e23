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

// AutoMigrate is run where somebody asks for it.
func AutoMigrate(db *gorm.DB) error {
	// ok: schema-sync-in-production
	return db.AutoMigrate(&Order{})
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")))
	if err != nil {
		log.Fatal(err)
	}
	if os.Getenv("MIGRATE") == "yes" {
		if err := AutoMigrate(db); err != nil {
			log.Fatal(err)
		}
	}
	serve(db)
}
