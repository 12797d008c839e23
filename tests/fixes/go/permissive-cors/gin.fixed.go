package web

import (
	"os"
	"strings"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

func routes(r *gin.Engine) {
	r.Use(cors.New(cors.Config{
		AllowOrigins: strings.Split(os.Getenv("CORS_ORIGINS"), ","), // for now
		AllowMethods: []string{"GET", "POST"},
	}))
	r.Use(cors.New(cors.Config{
		AllowOrigins:     strings.Split(os.Getenv("CORS_ORIGINS"), ","),
		AllowCredentials: true,
	}))
}

func manual(c *gin.Context) {
	c.Header("Access-Control-Allow-Origin", os.Getenv("CORS_ORIGIN"))
	c.Next()
}
