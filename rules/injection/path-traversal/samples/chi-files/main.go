package main

import (
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.com/files/api"
	"example.com/files/service"
	"example.com/files/store"
)

func main() {
	handler := api.NewHandler(service.NewFiles(store.NewDisk("/srv/files")))
	r := chi.NewRouter()
	r.Get("/files/{name}", handler.Show)
	r.Get("/reports/{name}", handler.Report)
	r.Get("/pages/{page}", handler.Page)
	r.Get("/themes/{theme}", handler.Theme)
	// ruleid: server-without-timeouts
	log.Fatal(http.ListenAndServe(":8080", r))
}
