package main

import (
	"net/http"

	"example.com/rules/rules"
	"example.com/rules/web"
)

func mux() *http.ServeMux {
	m := http.NewServeMux()
	h := web.Handlers{Engine: rules.NewEngine()}
	m.HandleFunc("POST /v1/rules/try", h.Try)
	m.HandleFunc("POST /v1/rules/discount", h.Discount)
	return m
}
