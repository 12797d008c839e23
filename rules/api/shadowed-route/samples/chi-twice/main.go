package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func list(w http.ResponseWriter, r *http.Request) {}

func paged(next http.Handler) http.Handler { return next }

func routes() http.Handler {
	r := chi.NewRouter()
	r.Route("/sources", func(r chi.Router) {
		// ruleid: shadowed-route
		r.Get("/", list)
		// ok: shadowed-route
		r.With(paged).Get("/", list)
	})
	return r
}

func main() {
	// ok: shadowed-route
	_ = http.ListenAndServe(":8080", routes())
}
