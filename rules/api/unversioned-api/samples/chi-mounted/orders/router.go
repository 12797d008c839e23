package orders

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"
)

func list(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{})
}

// Router is mounted below a version, by a command that is looked up by its name.
func Router() chi.Router {
	// ok: unversioned-api
	r := chi.NewRouter()
	r.Get("/", list)
	r.Post("/", list)
	r.Get("/{id}", list)
	r.Put("/{id}", list)
	r.Delete("/{id}", list)
	r.Get("/{id}/items", list)
	r.Post("/{id}/items", list)
	return r
}

// Stock is mounted as it is.
func Stock() chi.Router {
	// ruleid: unversioned-api
	r := chi.NewRouter()
	r.Get("/stock", list)
	r.Post("/stock", list)
	r.Get("/stock/{id}", list)
	r.Put("/stock/{id}", list)
	r.Delete("/stock/{id}", list)
	r.Get("/stock/{id}/items", list)
	r.Post("/stock/{id}/items", list)
	return r
}
