package db

import (
	"log"
	"os"
)

func Connect() {
	if _, err := os.Stat("jobs.db"); err != nil {
		// ok: process-exit-in-handler
		log.Fatalf("no database: %s", err)
	}
}

func Load(id string) string {
	text, err := os.ReadFile("jobs/" + id)
	if err != nil {
		// ruleid: process-exit-in-handler
		log.Fatalf("no job: %s", err)
	}
	return string(text)
}
