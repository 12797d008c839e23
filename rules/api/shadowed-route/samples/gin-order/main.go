package main

import "github.com/gin-gonic/gin"

func main() {
	r := gin.Default()
	r.GET("/books/:id", show)
	// Gin prefers the constant path whatever the order
	// ok: shadowed-route
	r.GET("/books/latest", list)
	r.Run()
}
