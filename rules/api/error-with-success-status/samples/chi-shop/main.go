package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/render"
)

func find(id string) (map[string]string, error) { return nil, nil }

func show(w http.ResponseWriter, r *http.Request) {
	order, err := find(chi.URLParam(r, "id"))
	if err != nil {
		// ruleid: error-with-success-status
		render.JSON(w, r, map[string]string{"error": err.Error()})
		return
	}
	render.JSON(w, r, order)
}

func remove(w http.ResponseWriter, r *http.Request) {
	if _, err := find(chi.URLParam(r, "id")); err != nil {
		render.Status(r, http.StatusNotFound)
		// ok: error-with-success-status
		render.JSON(w, r, map[string]string{"error": err.Error()})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func main() {
	r := chi.NewRouter()
	r.Get("/orders/{id}", show)
	r.Delete("/orders/{id}", remove)
	http.ListenAndServe(":8080", r)
}
