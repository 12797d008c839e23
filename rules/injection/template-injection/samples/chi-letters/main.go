package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.com/letters/letters"
	"example.com/letters/store"
	"example.com/letters/web"
)

func router() http.Handler {
	r := chi.NewRouter()
	h := web.New(letters.New(store.Files{Root: "letters"}))
	r.Post("/v1/preview", h.Preview)
	r.Post("/v1/letters/{name}", h.Named)
	return r
}
