package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func host(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	http.Redirect(w, r, "https://"+chi.URLParam(r, "host"), http.StatusFound)
	// ok: open-redirect
	http.Redirect(w, r, "/items/"+chi.URLParam(r, "id"), http.StatusFound)
}
