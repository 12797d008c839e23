package main

import (
	"log"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
)

type Activity struct {
	ID   uint
	Note string
}

func main() {
	db, err := gorm.Open(sqlite.Open("/var/lib/agent/activity.db"), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	// A file beside the program, which no other instance uses.
	// ok: schema-sync-in-production
	if err := db.AutoMigrate(&Activity{}); err != nil {
		log.Fatal(err)
	}
	serve(db)
}
