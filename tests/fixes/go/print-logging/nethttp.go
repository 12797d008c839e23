package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/plain", plain)
}

func plain(w http.ResponseWriter, r *http.Request) {
	fmt.Println("plain", len(r.Form))
	fmt.Fprintf(os.Stderr, "%d values\n", len(r.Form))
	println("done")
}
