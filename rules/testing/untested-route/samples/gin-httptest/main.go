package main

import "github.com/gin-gonic/gin"

func setup() *gin.Engine {
	r := gin.New()
	r.GET("/users", func(c *gin.Context) { c.JSON(200, nil) })
	// ruleid: untested-route
	r.POST("/users", func(c *gin.Context) { c.JSON(201, nil) })
	return r
}

func main() { setup().Run() }
