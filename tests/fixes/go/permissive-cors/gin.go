package web

import (
	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

func routes(r *gin.Engine) {
	r.Use(cors.New(cors.Config{
		AllowAllOrigins: true, // for now
		AllowMethods:    []string{"GET", "POST"},
	}))
	r.Use(cors.New(cors.Config{
		AllowOriginFunc: func(origin string) bool {
			return true
		},
		AllowCredentials: true,
	}))
}

func manual(c *gin.Context) {
	c.Header("Access-Control-Allow-Origin", "*")
	c.Next()
}
