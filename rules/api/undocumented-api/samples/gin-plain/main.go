package main

import "github.com/gin-gonic/gin"

func main() {
	// ruleid: undocumented-api
	r := gin.Default()
	r.GET("/a", a)
	r.GET("/b", a)
	r.GET("/c", a)
	r.GET("/d", a)
	r.GET("/e", a)
	r.Run()
}
