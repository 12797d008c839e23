package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func a(w http.ResponseWriter, r *http.Request) {}

func main() {
	// ok: missing-error-handler
	r := chi.NewRouter()
	r.Use(middleware.Logger, middleware.Recoverer)
	r.Get("/a", a)
	r.Get("/b", a)
	r.Get("/c", a)
	http.ListenAndServe(":3000", r)
}
