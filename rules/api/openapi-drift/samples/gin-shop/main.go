package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func main() {
	// ok: openapi-drift
	r := gin.Default()
	api := r.Group("/api")
	// ok: openapi-drift
	api.GET("/orders", listOrders)
	// ok: openapi-drift
	api.POST("/orders", addOrder)
	// ok: openapi-drift
	api.GET("/orders/:id", oneOrder)
	// ok: openapi-drift
	api.PUT("/orders/:id", oneOrder)
	// ok: openapi-drift
	api.DELETE("/orders/:id", oneOrder)
	// ok: openapi-drift
	api.POST("/files/*path", oneOrder)
	r.Run()
}

func listOrders(c *gin.Context) {
	page := c.Query("page")
	cursor := c.DefaultQuery("cursor", "")
	c.JSON(http.StatusOK, gin.H{"page": page, "cursor": cursor})
}

func addOrder(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{})
}

func oneOrder(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{})
}
