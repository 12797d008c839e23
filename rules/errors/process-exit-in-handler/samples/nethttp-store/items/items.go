package items

import (
	"encoding/json"
	"flag"
	"net/http"
	"os"
)

type Item struct{ Name string }

func List(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(load())
}

func load() []Item {
	data, err := os.ReadFile("items.json")
	if err != nil {
		// ruleid: process-exit-in-handler
		os.Exit(1)
	}
	var found []Item
	if err := json.Unmarshal(data, &found); err != nil {
		// pedantic: process-exit-in-handler
		panic(err)
	}
	return found
}

func Import() error { return nil }

func Reload(w http.ResponseWriter, r *http.Request) {
	if settings() == "" {
		w.WriteHeader(http.StatusNoContent)
	}
}

func settings() string {
	set := flag.NewFlagSet("store", flag.ContinueOnError)
	path := set.String("config", "store.json", "where the settings are")
	if err := set.Parse(os.Args[1:]); err != nil {
		// ok: process-exit-in-handler
		os.Exit(2)
	}
	return *path
}
