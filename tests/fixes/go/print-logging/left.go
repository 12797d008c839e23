package main

import (
	"fmt"
	"net/http"
)

func main() {
	http.HandleFunc("/plain", plain)
}

// What is printed is counted.
func plain(w http.ResponseWriter, r *http.Request) {
	if n, err := fmt.Println("plain"); err != nil || n == 0 {
		w.WriteHeader(http.StatusInternalServerError)
	}
}
