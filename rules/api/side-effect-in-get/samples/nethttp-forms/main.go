package main

import (
	"net/http"

	"github.com/gorilla/mux"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Order struct {
	ID     uint
	Status string
}

type Controller struct{ db *gorm.DB }

func (c *Controller) HandleUpdate() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var order Order
		c.db.First(&order, mux.Vars(r)["id"])
		if r.Method == http.MethodGet {
			renderEdit(w, order)
			return
		}
		order.Status = r.FormValue("status")
		c.db.Save(&order)
	})
}

func (c *Controller) HandleApprove() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var order Order
		c.db.First(&order, mux.Vars(r)["id"])
		if r.Method == http.MethodPost {
			renderEdit(w, order)
			return
		}
		order.Status = "approved"
		c.db.Save(&order)
	})
}

func (c *Controller) HandleDelete() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "POST" {
			c.db.Delete(&Order{}, mux.Vars(r)["id"])
		}
	})
}

func main() {
	db, _ := gorm.Open(postgres.Open("dsn"), &gorm.Config{})
	c := &Controller{db: db}
	r := mux.NewRouter()
	// ok: side-effect-in-get
	r.Handle("/orders/{id}/edit", c.HandleUpdate()).Methods(http.MethodGet)
	// ok: side-effect-in-get
	r.Handle("/orders/{id}/edit", c.HandleUpdate()).Methods(http.MethodPost)
	// ruleid: side-effect-in-get
	r.Handle("/orders/{id}/approve", c.HandleApprove()).Methods(http.MethodGet)
	// ok: side-effect-in-get
	r.Handle("/orders/{id}/delete", c.HandleDelete()).Methods(http.MethodGet)
	http.ListenAndServe(":8080", r)
}
