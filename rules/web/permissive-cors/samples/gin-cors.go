package web

import (
	"os"
	"strings"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

func routes(r *gin.Engine) {
	// ruleid: permissive-cors
	r.Use(cors.Default())
	r.Use(cors.New(cors.Config{
		// ruleid: permissive-cors
		AllowAllOrigins: true,
		AllowMethods:    []string{"GET", "POST"},
	}))
	r.Use(cors.New(cors.Config{
		// ruleid: permissive-cors
		AllowOrigins:     []string{"*"},
		AllowCredentials: true,
	}))
	r.Use(cors.New(cors.Config{
		// ruleid: permissive-cors
		AllowOriginFunc: func(origin string) bool {
			return true
		},
		AllowCredentials: true,
	}))
	r.Use(cors.New(cors.Config{
		// ok: permissive-cors
		AllowOrigins: []string{"https://app.example.com"},
	}))
	r.Use(cors.New(cors.Config{
		// ok: permissive-cors
		AllowOriginFunc: func(origin string) bool { return strings.HasSuffix(origin, ".example.com") },
	}))
	config := cors.DefaultConfig()
	// ruleid: permissive-cors
	config.AllowAllOrigins = true
	config.AllowCredentials = true
	r.Use(cors.New(config))
	other := cors.DefaultConfig()
	// ok: permissive-cors
	other.AllowOrigins = strings.Split(os.Getenv("ORIGINS"), ",")
	r.Use(cors.New(other))
}

func manual(c *gin.Context) {
	// ruleid: permissive-cors
	c.Header("Access-Control-Allow-Origin", "*")
	// ruleid: permissive-cors
	c.Writer.Header().Set("Access-Control-Allow-Origin", c.Request.Header.Get("Origin"))
	// ruleid: permissive-cors
	c.Header("Access-Control-Allow-Origin", c.GetHeader("Origin"))
	c.Next()
}
