package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/rs/zerolog"

	"example.com/store/items"
)

func main() {
	if os.Getenv("DATABASE_URL") == "" {
		// ok: process-exit-in-handler
		log.Fatal("DATABASE_URL is not set")
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", items.List)
	mux.HandleFunc("POST /items", create)
	mux.HandleFunc("POST /notes", note)
	mux.HandleFunc("POST /import", startImport)
	mux.HandleFunc("GET /sessions", session)
	mux.HandleFunc("POST /reload-settings", items.Reload)
	// ok: process-exit-in-handler
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func create(w http.ResponseWriter, r *http.Request) {
	var item items.Item
	if err := json.NewDecoder(r.Body).Decode(&item); err != nil {
		// ruleid: process-exit-in-handler
		log.Fatalf("decode: %v", err)
	}
	if item.Name == "" {
		// ok: process-exit-in-handler
		http.Error(w, "name is missing", http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func startImport(w http.ResponseWriter, r *http.Request) {
	go func() {
		if err := items.Import(); err != nil {
			// ruleid: process-exit-in-handler
			panic(err)
		}
	}()
	go func() {
		defer func() {
			if problem := recover(); problem != nil {
				log.Println(problem)
			}
		}()
		if err := items.Import(); err != nil {
			// ok: process-exit-in-handler
			panic(err)
		}
	}()
	w.WriteHeader(http.StatusAccepted)
}

func session(w http.ResponseWriter, r *http.Request) {
	value, err := json.Marshal(items.Item{Name: r.URL.Query().Get("name")})
	if err != nil {
		// This should never happen with texts.
		// ok: process-exit-in-handler
		panic(err)
	}
	if err := items.Save(value); err != nil {
		switch known := err.(type) {
		case *items.Missing:
			http.Error(w, known.Name, http.StatusNotFound)
		default:
			// ok: process-exit-in-handler
			panic("an error of no known type")
		}
	}
	if err := items.Import(); err != nil {
		// pedantic: process-exit-in-handler
		panic(err)
	}
}

func note(w http.ResponseWriter, r *http.Request) {
	logger := zerolog.New(os.Stderr)
	if err := r.ParseForm(); err != nil {
		// Nothing is written, and nothing ends, before Msg or Send.
		// ok: process-exit-in-handler
		logger.Fatal().Err(err)
	}
	if r.Form.Get("text") == "" {
		// ruleid: process-exit-in-handler
		logger.Fatal().Str("note", "empty").Msg("no text")
	}
	w.WriteHeader(http.StatusNoContent)
}
