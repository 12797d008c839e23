package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/cors"
)

var everyone = []string{"*"}

func routes(r chi.Router) {
	r.Use(cors.Handler(cors.Options{
		// ruleid: permissive-cors
		AllowedOrigins:   []string{"https://*", "http://*"},
		AllowCredentials: true,
	}))
	// ruleid: permissive-cors
	r.Use(cors.Handler(cors.Options{AllowedOrigins: everyone}))
	// ruleid: permissive-cors
	r.Use(cors.AllowAll().Handler)
	// ruleid: permissive-cors
	r.Use(cors.Handler(cors.Options{AllowCredentials: true}))
	r.Use(cors.Handler(cors.Options{
		// ruleid: permissive-cors
		AllowOriginFunc: func(r *http.Request, origin string) bool { return true },
	}))
	// ok: permissive-cors
	r.Use(cors.Handler(cors.Options{AllowedOrigins: []string{"https://app.example.com"}, AllowCredentials: true}))
}
