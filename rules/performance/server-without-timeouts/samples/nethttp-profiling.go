//go:build debug

package main

import "net/http"

func profile() error {
	// pedantic: server-without-timeouts
	server := &http.Server{Addr: ":6060"}
	return server.ListenAndServe()
}
