package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/plain", plain)
}

func plain(w http.ResponseWriter, r *http.Request) {
	log.Println("plain", len(r.Form))
	log.Printf("%d values", len(r.Form))
	log.Println("done")
}
