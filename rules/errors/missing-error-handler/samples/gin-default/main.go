package main

import "github.com/gin-gonic/gin"

func main() {
	// ok: missing-error-handler
	r := gin.Default()
	r.GET("/a", a)
	r.GET("/b", a)
	r.GET("/c", a)
	r.Run()
}
