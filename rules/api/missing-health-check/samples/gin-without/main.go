package main

import "github.com/gin-gonic/gin"

func main() {
	// ruleid: missing-health-check
	r := gin.Default()
	r.GET("/a", list)
	r.GET("/b", list)
	r.GET("/c", list)
	r.Run()
}
