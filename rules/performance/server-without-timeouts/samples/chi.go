package main

import (
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	// ruleid: server-without-timeouts
	http.ListenAndServe(":"+os.Getenv("PORT"), r)
}
