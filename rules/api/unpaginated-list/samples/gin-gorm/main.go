package main

import (
	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"example.com/shop/store"
)

type handler struct{ orders *store.Orders }

func (h *handler) list(c *gin.Context) {
	orders, _ := h.orders.All()
	c.JSON(200, orders)
}

func (h *handler) page(c *gin.Context) {
	orders, _ := h.orders.Page(50, 0)
	c.JSON(200, orders)
}

func main() {
	db, _ := gorm.Open(postgres.Open("dsn"), &gorm.Config{})
	h := &handler{orders: store.NewOrders(db)}
	r := gin.Default()
	// ruleid: unpaginated-list
	r.GET("/orders", h.list)
	// ok: unpaginated-list
	r.GET("/v2/orders", h.page)
	r.Run()
}
