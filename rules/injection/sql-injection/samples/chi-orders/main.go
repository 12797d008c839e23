package main

import (
	"database/sql"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	_ "github.com/lib/pq"

	"example.com/orders/api"
	"example.com/orders/service"
	"example.com/orders/store"
)

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		log.Fatal(err)
	}
	orders := service.NewOrders(store.NewPostgres(db))
	h := api.NewHandler(orders, db)
	r := chi.NewRouter()
	r.Get("/orders", h.Search)
	r.Get("/orders/sorted", h.Sorted)
	r.Get("/orders/report", h.Report)
	r.Get("/orders/{id}/lines", h.Lines)
	r.Get("/orders/export", h.Export)
	r.Get("/orders/opts", h.Opts)
	r.Get("/orders/table", h.Table)
	r.Post("/orders/find", h.Find)
	r.Get("/orders/closure", h.Closure)
	r.Get("/orders/misc", h.Misc)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":8080", r)
}
