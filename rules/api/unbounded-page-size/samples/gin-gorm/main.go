package main

import (
	"net/http"
	"strconv"

	"example.com/orders/store"
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

const maxLimit = 100

type handler struct{ orders *store.Orders }

type pageQuery struct {
	Limit  int `form:"limit" binding:"required,min=1,max=100"`
	Offset int `form:"offset"`
}

type openQuery struct {
	Limit  int `form:"limit" binding:"required,min=1"`
	Offset int `form:"offset"`
}

func (h *handler) list(c *gin.Context) {
	limit, err := strconv.Atoi(c.DefaultQuery("limit", "20"))
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	orders, _ := h.orders.Page(limit, 0)
	c.JSON(http.StatusOK, orders)
}

func (h *handler) open(c *gin.Context) {
	var query openQuery
	if err := c.ShouldBindQuery(&query); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	orders, _ := h.orders.Page(query.Limit, query.Offset)
	c.JSON(http.StatusOK, orders)
}

func (h *handler) bound(c *gin.Context) {
	var query pageQuery
	if err := c.ShouldBindQuery(&query); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	orders, _ := h.orders.Page(query.Limit, query.Offset)
	c.JSON(http.StatusOK, orders)
}

func (h *handler) clamped(c *gin.Context) {
	limit, err := strconv.Atoi(c.Query("limit"))
	if err != nil || limit < 1 || limit > maxLimit {
		limit = maxLimit
	}
	orders, _ := h.orders.Page(limit, 0)
	c.JSON(http.StatusOK, orders)
}

func (h *handler) least(c *gin.Context) {
	limit, _ := strconv.Atoi(c.Query("limit"))
	orders, _ := h.orders.Page(min(limit, maxLimit), 0)
	c.JSON(http.StatusOK, orders)
}

func main() {
	var db *gorm.DB
	h := &handler{orders: &store.Orders{DB: db}}
	r := gin.Default()
	// ruleid: unbounded-page-size
	r.GET("/orders", h.list)
	// ruleid: unbounded-page-size
	r.GET("/open/orders", h.open)
	// ok: unbounded-page-size
	r.GET("/bound/orders", h.bound)
	// ok: unbounded-page-size
	r.GET("/clamped/orders", h.clamped)
	// ok: unbounded-page-size
	r.GET("/least/orders", h.least)
	r.Run()
}
