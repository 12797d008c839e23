package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

func login(w http.ResponseWriter, r *http.Request) {
	next := r.URL.Query().Get("next")
	if next == "" {
		next = "/"
	}
	// ruleid: open-redirect
	http.Redirect(w, r, next, http.StatusFound)
}

func header(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	w.Header().Set("Location", r.FormValue("to"))
	w.WriteHeader(http.StatusFound)
}

func fixed(w http.ResponseWriter, r *http.Request) {
	// ok: open-redirect
	http.Redirect(w, r, "/users/"+r.FormValue("name"), http.StatusFound)
	// ok: open-redirect
	http.Redirect(w, r, fmt.Sprintf("/users/%s", r.FormValue("name")), http.StatusFound)
	// ok: open-redirect
	http.Redirect(w, r, "https://"+r.Host+r.RequestURI, http.StatusMovedPermanently)
	// ok: open-redirect
	http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
	// ok: open-redirect
	http.Redirect(w, r, r.Referer(), http.StatusFound)
}

func relative(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {
		next = "/"
	}
	// ok: open-redirect
	http.Redirect(w, r, next, http.StatusFound)
}

func parsed(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || u.Host != "" {
		http.Error(w, "bad", http.StatusBadRequest)
		return
	}
	// ok: open-redirect
	http.Redirect(w, r, next, http.StatusFound)
}
