package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func routes(profile bool) http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.Logger)
	// ruleid: debug-enabled
	r.Mount("/debug", middleware.Profiler())
	if profile {
		// ok: debug-enabled
		r.Mount("/debug", middleware.Profiler())
	}
	return r
}
