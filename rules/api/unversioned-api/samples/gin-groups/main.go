package main

import "github.com/gin-gonic/gin"

func register(orders *gin.RouterGroup) {
	orders.GET("", list)
	orders.POST("", create)
	orders.GET("/:id", show)
	orders.PUT("/:id", update)
	orders.DELETE("/:id", remove)
}

func main() {
	// ruleid: unversioned-api
	r := gin.Default()
	api := r.Group("/api")
	register(api.Group("/orders"))
	r.Run()
}
