package main

import (
	"net/http"

	"github.com/gorilla/mux"
)

type keys struct{ h *renderer }

func (k *keys) list(w http.ResponseWriter, r *http.Request)   { k.h.RenderJSON(w, 200, nil) }
func (k *keys) show(w http.ResponseWriter, r *http.Request)   { k.h.RenderJSON(w, 200, nil) }
func (k *keys) update(w http.ResponseWriter, r *http.Request) { k.h.RenderJSON(w, 200, nil) }

func main() {
	k := &keys{}
	// ruleid: unversioned-api
	r := mux.NewRouter()
	r.HandleFunc("/keys", k.list).Methods(http.MethodGet)
	r.HandleFunc("/keys/{id}", k.show).Methods(http.MethodGet)
	r.HandleFunc("/keys/{id}", k.update).Methods(http.MethodPost)
	r.HandleFunc("/users", k.list).Methods(http.MethodGet)
	r.HandleFunc("/users/{id}", k.show).Methods(http.MethodGet)
	r.HandleFunc("/users/{id}", k.update).Methods(http.MethodPost)
	http.ListenAndServe(":8080", r)
}
