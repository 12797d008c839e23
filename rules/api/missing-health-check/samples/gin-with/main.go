package main

import "github.com/gin-gonic/gin"

func main() {
	// ok: missing-health-check
	r := gin.Default()
	r.GET("/a", list)
	r.GET("/b", list)
	r.GET("/ping", list)
	r.Run()
}
