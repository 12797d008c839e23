package api

import (
	"net/http"
	"time"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func router(origins []string) *gin.Engine {
	r := gin.Default()
	// ruleid: permissive-cors
	r.Use(cors.Default())
	// ruleid: permissive-cors
	r.Use(cors.New(cors.Config{
		AllowAllOrigins: true,
		AllowMethods:    []string{"GET"},
	}))
	// ruleid: permissive-cors
	r.Use(cors.New(cors.Config{
		AllowOrigins:     []string{"*"},
		AllowCredentials: true,
		MaxAge:           12 * time.Hour,
	}))
	// ruleid: permissive-cors
	r.Use(cors.New(cors.Config{
		AllowOriginFunc: func(origin string) bool { return true },
	}))
	// ok: permissive-cors
	r.Use(cors.New(cors.Config{
		AllowOrigins:     origins,
		AllowCredentials: true,
	}))
	config := cors.DefaultConfig()
	// ruleid: permissive-cors
	config.AllowAllOrigins = true
	r.Use(cors.New(config))
	r.Use(func(c *gin.Context) {
		// ruleid: permissive-cors
		c.Header("Access-Control-Allow-Origin", "*")
		// ruleid: permissive-cors
		c.Writer.Header().Set("Access-Control-Allow-Origin", c.GetHeader("Origin"))
		// ok: permissive-cors
		c.Header("Access-Control-Allow-Headers", "*")
	})
	return r
}

func echoApp() {
	e := echo.New()
	// ruleid: permissive-cors
	e.Use(middleware.CORS())
	// ruleid: permissive-cors
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"*"}}))
	// ok: permissive-cors
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"https://shop.example.com"}}))
}

var allowed = map[string]bool{"https://shop.example.com": true}

func plain(w http.ResponseWriter, r *http.Request) {
	// ruleid: permissive-cors
	w.Header().Set("Access-Control-Allow-Origin", "*")
	origin := r.Header.Get("Origin")
	if allowed[origin] {
		// ok: permissive-cors
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	// ruleid: permissive-cors
	w.Header().Set("Access-Control-Allow-Origin", origin)
}
