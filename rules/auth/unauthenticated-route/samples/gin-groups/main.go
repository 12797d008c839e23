package main

import "github.com/gin-gonic/gin"

func RequireUser() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("Authorization") == "" {
			c.AbortWithStatus(401)
			return
		}
		c.Next()
	}
}

func main() {
	r := gin.Default()
	orders := r.Group("/orders", RequireUser())
	orders.GET("", list)
	orders.POST("", create)
	// ok: unauthenticated-route
	orders.PUT("/:id", update)
	// the group was left by accident
	// ruleid: unauthenticated-route
	r.DELETE("/orders/:id", remove)
	// ok: unauthenticated-route
	r.POST("/login", create)
	r.Run()
}
