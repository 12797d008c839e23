package main

import (
	"github.com/didip/tollbooth"
	"github.com/didip/tollbooth_gin"
	"github.com/gin-gonic/gin"
)

func main() {
	r := gin.Default()
	// ruleid: unthrottled-auth-route
	r.POST("/login", create)
	kept := r.Group("/v2", tollbooth_gin.LimitHandler(tollbooth.NewLimiter(1, nil)))
	// ok: unthrottled-auth-route
	kept.POST("/login", create)
	r.Run()
}
