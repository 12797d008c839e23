package main

import (
	"net/http"
	"time"
)

func later(mux *http.ServeMux) error {
	// ok: server-without-timeouts
	server := &http.Server{Addr: ":8080", Handler: mux}
	server.ReadTimeout = 10 * time.Second
	return server.ListenAndServe()
}
