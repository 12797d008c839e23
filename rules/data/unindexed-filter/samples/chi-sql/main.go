package main

import (
	"database/sql"
	"net/http"

	"github.com/go-chi/chi/v5"
	_ "github.com/lib/pq"
)

func main() {
	db, _ := sql.Open("postgres", "")
	r := chi.NewRouter()
	r.Get("/parcels/code/{code}", func(w http.ResponseWriter, r *http.Request) {
		var id int
		// ruleid: unindexed-filter
		err := db.QueryRow("SELECT id FROM parcels WHERE code = $1", chi.URLParam(r, "code")).Scan(&id)
		if err != nil {
			http.Error(w, "none", http.StatusNotFound)
		}
	})
	r.Get("/parcels/shelf/{shelf}", func(w http.ResponseWriter, r *http.Request) {
		var id int
		// ok: unindexed-filter
		err := db.QueryRow("SELECT id FROM parcels WHERE shelf = $1", chi.URLParam(r, "shelf")).Scan(&id)
		if err != nil {
			http.Error(w, "none", http.StatusNotFound)
		}
	})
	http.ListenAndServe(":8080", r)
}
