package main

import "github.com/gin-gonic/gin"

const version = "/v1"

func main() {
	// ok: unversioned-api
	r := gin.New()
	api := r.Group("/api" + version)
	api.GET("/orders", list)
	api.POST("/orders", create)
	api.GET("/orders/:id", show)
	api.PUT("/orders/:id", update)
	api.DELETE("/orders/:id", remove)
	r.Run()
}
