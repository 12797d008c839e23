package main

import (
	"bytes"
	"fmt"
	"net/http"
)

func render(user string, message string) []byte {
	var page bytes.Buffer
	if err := failed.Execute(&page, notice{User: user, Message: message}); err != nil {
		return []byte("failed")
	}
	return page.Bytes()
}

func renderLetter(user string, message string) []byte {
	var page bytes.Buffer
	if err := letter.Execute(&page, notice{User: user, Message: message}); err != nil {
		return []byte("failed")
	}
	return page.Bytes()
}

func show(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	var page bytes.Buffer
	if err := failed.Execute(&page, notice{User: r.FormValue("user")}); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	// ok: unescaped-html
	_, _ = w.Write(page.Bytes())
}

func showNamed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	var page bytes.Buffer
	if err := pages.ExecuteTemplate(&page, "notice.html", notice{User: r.FormValue("user")}); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	// ok: unescaped-html
	_, _ = w.Write(page.Bytes())
}

func showElsewhere(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	page := render(r.FormValue("user"), "come back")
	// ok: unescaped-html
	_, _ = w.Write(page)
}

func showLetter(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	page := renderLetter(r.FormValue("user"), "come back")
	// ruleid: unescaped-html
	_, _ = w.Write(page)
}

func showPlain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	var page bytes.Buffer
	fmt.Fprintf(&page, "<p>%s</p>", r.FormValue("user"))
	// ruleid: unescaped-html
	_, _ = w.Write(page.Bytes())
}

func keyOf(r *http.Request) string {
	return r.FormValue("key")
}

func keep(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := note(keyOf(r)); err != nil {
		w.WriteHeader(http.StatusBadGateway)
		// pedantic: unescaped-html
		// ruleid: leaked-error-detail
		_, _ = w.Write([]byte(err.Error()))
		return
	}
	_, _ = w.Write([]byte("<p>kept</p>"))
}

func check(name string) error {
	return fmt.Errorf("<b>%s</b> is no name", name)
}

func refuse(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := check(r.FormValue("name")); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		// ruleid: unescaped-html
		// pedantic: leaked-error-detail
		_, _ = w.Write([]byte(err.Error()))
	}
}

func routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/show", show)
	mux.HandleFunc("/named", showNamed)
	mux.HandleFunc("/elsewhere", showElsewhere)
	mux.HandleFunc("/letter", showLetter)
	mux.HandleFunc("/plain", showPlain)
	mux.HandleFunc("/keep", keep)
	mux.HandleFunc("/refuse", refuse)
	return mux
}
