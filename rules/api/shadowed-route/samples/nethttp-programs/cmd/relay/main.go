package main

import (
	"net/http"
	"time"
)

func main() {
	// Another program, with a mux of its own.
	// ok: shadowed-route
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNotFound)
	})
	server := &http.Server{Addr: ":8081", ReadHeaderTimeout: 5 * time.Second}
	server.ListenAndServe()
}
