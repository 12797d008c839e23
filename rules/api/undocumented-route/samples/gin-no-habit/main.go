package main

import "github.com/gin-gonic/gin"

func main() {
	r := gin.Default()
	// ok: undocumented-route
	r.GET("/a", list)
	r.GET("/b", show)
	r.POST("/b", create)
	r.PUT("/b", update)
	r.Run()
}
