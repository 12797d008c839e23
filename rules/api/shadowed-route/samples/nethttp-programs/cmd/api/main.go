package main

import (
	"net/http"
	"time"
)

func root(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
}

func main() {
	// ok: shadowed-route
	http.HandleFunc("/", root)
	http.HandleFunc("/status", root)
	// ruleid: shadowed-route
	http.HandleFunc("/status", root)
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: 5 * time.Second}
	server.ListenAndServe()
}
