//go:build !debug && linux

package main

import "net/http"

func release(handler http.Handler) error {
	// ruleid: server-without-timeouts
	server := &http.Server{Addr: ":8080", Handler: handler}
	return server.ListenAndServe()
}
