package main

import (
	"net/http"

	"example.com/orders/store"
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type handler struct{ orders *store.Orders }

type newOrder struct {
	State string `json:"state" binding:"required,oneof=open closed"`
	Email string `json:"email" binding:"required,email"`
}

type looseOrder struct {
	State string `json:"state"`
	Email string `json:"email"`
}

func (h *handler) create(c *gin.Context) {
	var in looseOrder
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	if err := h.orders.Create(in.State, in.Email); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusCreated)
}

func (h *handler) bound(c *gin.Context) {
	var in newOrder
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	h.orders.Create(in.State, in.Email)
	c.Status(http.StatusCreated)
}

func (h *handler) checked(c *gin.Context) {
	var in looseOrder
	if err := c.ShouldBindJSON(&in); err != nil || in.State == "" {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	h.orders.Create(in.State, in.Email)
	c.Status(http.StatusCreated)
}

type mark struct {
	Done  *bool       `json:"done"`
	State store.State `json:"state"`
}

func (h *handler) mark(c *gin.Context) {
	var in mark
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	h.orders.Mark(in.Done, in.State)
	c.Status(http.StatusNoContent)
}

type visibility struct {
	Listed bool `json:"listed"`
	Shared bool `json:"shared"`
}

func (h *handler) publish(c *gin.Context) {
	var in struct{ Value visibility }
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	h.orders.Publish(in.Value)
	c.Status(http.StatusNoContent)
}

func (h *handler) remark(c *gin.Context) {
	var in struct{ Value string }
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	h.orders.Publish(in.Value)
	c.Status(http.StatusNoContent)
}

func (h *handler) close(c *gin.Context) {
	var in struct {
		Open bool `json:"open"`
	}
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	h.orders.Publish(in.Open)
	c.Status(http.StatusNoContent)
}

func main() {
	var db *gorm.DB
	h := &handler{orders: &store.Orders{DB: db}}
	r := gin.Default()
	// ruleid: unvalidated-body
	r.POST("/orders", h.create)
	// ok: unvalidated-body
	r.POST("/bound/orders", h.bound)
	// ok: unvalidated-body
	r.POST("/checked/orders", h.checked)
	// What is no truth value, or no state, is refused when it is decoded.
	// ok: unvalidated-body
	r.POST("/marked/orders", h.mark)
	// ok: unvalidated-body
	r.POST("/published/orders", h.publish)
	// ok: unvalidated-body
	r.POST("/closed/orders", h.close)
	// ruleid: unvalidated-body
	r.POST("/remarked/orders", h.remark)
	r.Run()
}
