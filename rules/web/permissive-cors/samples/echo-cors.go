package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func routes(e *echo.Echo) {
	// ruleid: permissive-cors
	e.Use(middleware.CORS())
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		// ruleid: permissive-cors
		AllowOrigins: []string{"*"},
		AllowMethods: []string{http.MethodGet, http.MethodPost},
	}))
	// ruleid: permissive-cors
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowCredentials: true}))
	// ok: permissive-cors
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"https://app.example.com"}}))
}

func manual(c echo.Context) error {
	// ruleid: permissive-cors
	c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, "*")
	// ok: permissive-cors
	c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, "https://app.example.com")
	return c.NoContent(204)
}
