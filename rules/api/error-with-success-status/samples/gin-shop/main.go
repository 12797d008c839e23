package main

import (
	"net/http"

	"example.com/shop/reply"
	"example.com/shop/store"
	"github.com/gin-gonic/gin"
)

func show(c *gin.Context) {
	order, err := store.Find(c.Param("id"))
	if err != nil {
		// ruleid: error-with-success-status
		c.JSON(http.StatusOK, gin.H{"error": err.Error()})
		return
	}
	c.JSON(http.StatusOK, order)
}

func create(c *gin.Context) {
	var order store.Order
	if err := c.ShouldBindJSON(&order); err != nil {
		// ok: error-with-success-status
		c.AbortWithStatusJSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	if !store.Create(order) {
		reply.Fail(c, "not created")
		return
	}
	// ok: error-with-success-status
	c.JSON(http.StatusCreated, gin.H{"error": nil, "order": order})
}

func remove(c *gin.Context) {
	if !store.Remove(c.Param("id")) {
		reply.Refuse(c, http.StatusNotFound, "no such order")
		return
	}
	c.Status(http.StatusNoContent)
}

func main() {
	r := gin.Default()
	r.GET("/orders/:id", show)
	r.POST("/orders", create)
	r.DELETE("/orders/:id", remove)
	r.Run()
}
