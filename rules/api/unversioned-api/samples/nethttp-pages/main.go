package main

import (
	"net/http"

	"github.com/gorilla/mux"
)

type pages struct{ h *renderer }

func (p *pages) list(w http.ResponseWriter, r *http.Request)   { p.h.RenderHTML(w, "list", nil) }
func (p *pages) show(w http.ResponseWriter, r *http.Request)   { p.renderShow(w, nil) }
func (p *pages) update(w http.ResponseWriter, r *http.Request) { p.renderEdit(w, nil) }

func main() {
	p := &pages{}
	// ok: unversioned-api
	r := mux.NewRouter()
	r.HandleFunc("/realm/apikeys", p.list).Methods(http.MethodGet)
	r.HandleFunc("/realm/apikeys/{id}", p.show).Methods(http.MethodGet)
	r.HandleFunc("/realm/apikeys/{id}/edit", p.update).Methods(http.MethodPost)
	r.HandleFunc("/realm/users", p.list).Methods(http.MethodGet)
	r.HandleFunc("/realm/users/{id}", p.show).Methods(http.MethodGet)
	r.HandleFunc("/realm/users/{id}/edit", p.update).Methods(http.MethodPost)
	http.ListenAndServe(":8080", r)
}
