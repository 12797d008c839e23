package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(200) })
	// ruleid: missing-graceful-shutdown
	log.Fatal(http.ListenAndServe(":8080", mux))
}
