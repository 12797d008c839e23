package main

import "net/http"

var visits = make(map[string]int)

func main() {
	http.HandleFunc("GET /", home)
	http.ListenAndServe(":8080", nil)
}

func home(w http.ResponseWriter, r *http.Request) {
	// ruleid: unbounded-cache
	visits[r.RemoteAddr]++
	counts := map[string]int{}
	// ok: unbounded-cache
	counts[r.RemoteAddr] = visits[r.RemoteAddr]
	w.Write([]byte("hello"))
}
