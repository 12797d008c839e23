package api

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"
	"golang.org/x/oauth2"
)

func Routes(config *oauth2.Config) http.Handler {
	r := chi.NewRouter()
	r.Get("/callback", func(w http.ResponseWriter, r *http.Request) {
		// ruleid: detached-context
		token, err := config.Exchange(context.Background(), r.FormValue("code"))
		if err != nil || !token.Valid() {
			http.Error(w, "no", http.StatusUnauthorized)
		}
	})
	return r
}
