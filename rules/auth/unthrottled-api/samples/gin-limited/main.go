package main

import (
	"github.com/gin-gonic/gin"
	limiter "github.com/ulule/limiter/v3"
	mgin "github.com/ulule/limiter/v3/drivers/middleware/gin"
)

func main() {
	// ok: unthrottled-api
	r := gin.Default()
	r.Use(mgin.NewMiddleware(limiter.New(nil, limiter.Rate{})))
	r.GET("/a", list)
	r.GET("/b", list)
	r.GET("/c", list)
	r.Run()
}
