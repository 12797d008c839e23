package main

import "net/http"

func show(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("id") {
	case "0":
		http.Error(w, "no such order", http.StatusNotFound)
	case "1":
		http.Error(w, "not yours", http.StatusForbidden)
	case "2":
		http.Error(w, "gone", http.StatusGone)
	default:
		w.Write([]byte("order"))
	}
}

func replace(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength == 0 {
		http.Error(w, "nothing there", http.StatusBadRequest)
		return
	}
	if r.PathValue("id") == "0" {
		http.Error(w, "no such order", http.StatusNotFound)
		return
	}
	http.Error(w, "not yet", http.StatusNotImplemented)
}

func main() {
	// ok: inconsistent-error-format
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", show)
	mux.HandleFunc("PUT /orders/{id}", replace)
	http.ListenAndServe(":8080", mux)
}
