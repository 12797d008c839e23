package main

import "github.com/gin-gonic/gin"

func main() {
	// ok: inconsistent-path-style
	r := gin.Default()
	r.GET("/user_groups/:group_id", show)
	r.GET("/audit_logs", list)
	r.GET("/order_items", list)
	r.GET("/orders", list)
	r.Run()
}
