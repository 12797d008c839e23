package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.com/jobs/api"
	"example.com/jobs/guard"
)

func main() {
	r := chi.NewRouter()
	r.With(guard.NumberedJob).Get("/jobs/{jobID}/summary", api.Summary)
	r.With(guard.NumberedJob).Get("/jobs/{jobID}/files/{name}", api.File)
	r.With(guard.LoggedJob).Get("/jobs/{jobID}/log", api.Log)
	r.Group(func(r chi.Router) {
		r.Use(guard.Identified("batch"))
		r.Get("/batches/{batch}", api.Batch)
	})
	r.Get("/jobs/{jobID}/{name}/raw", api.Raw)
	r.Get("/reports/{name}", api.Report)
	// ruleid: server-without-timeouts
	_ = http.ListenAndServe(":8080", r)
}
