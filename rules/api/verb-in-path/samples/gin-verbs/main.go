package main

import "github.com/gin-gonic/gin"

func main() {
	r := gin.Default()
	// ruleid: verb-in-path
	r.GET("/api/fetch_orders", list)
	// ok: verb-in-path
	r.POST("/api/orders", create)
	// ok: verb-in-path
	r.POST("/api/orders/:id/refund", create)
	r.Run()
}
