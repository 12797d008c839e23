package proxy

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func relay(w http.ResponseWriter, r *http.Request) {
	host := chi.URLParam(r, "host")
	// ruleid: server-side-request-forgery
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	http.Get("https://" + host + "/")
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	// ruleid: unclosed-resource
	http.Get("https://example.com/" + host)
}
