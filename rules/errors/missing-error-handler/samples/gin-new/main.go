package main

import "github.com/gin-gonic/gin"

func main() {
	// ruleid: missing-error-handler
	r := gin.New()
	r.Use(gin.Logger())
	r.GET("/a", a)
	r.GET("/b", a)
	r.GET("/c", a)
	r.Run()
}
