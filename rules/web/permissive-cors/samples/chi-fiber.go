package api

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/cors"
	"github.com/gorilla/handlers"
)

func routes(origins []string) http.Handler {
	r := chi.NewRouter()
	r.Use(cors.Handler(
		// ruleid: permissive-cors
		cors.Options{
			AllowedOrigins:   []string{"*"},
			AllowCredentials: true,
		}))
	r.Use(cors.Handler(
		// ok: permissive-cors
		cors.Options{
			AllowedOrigins: origins,
		}))
	// ruleid: permissive-cors
	return handlers.CORS(handlers.AllowedOrigins([]string{"*"}))(r)
}
