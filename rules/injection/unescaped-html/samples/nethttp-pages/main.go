package main

import (
	"net/http"

	"example.com/pages/pages"
	"example.com/pages/service"
	"example.com/pages/store"
)

func mux() *http.ServeMux {
	m := http.NewServeMux()
	h := pages.New(service.Search{Finder: store.Memory{}})
	m.HandleFunc("GET /search", h.Search)
	m.HandleFunc("GET /search/escaped", h.SearchEscaped)
	m.HandleFunc("GET /count", h.Count)
	return m
}
