package main

import (
	"os"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo-contrib/session"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func main() {
	e := echo.New()
	// ruleid: hardcoded-credential
	// ruleid: insecure-cookie
	e.Use(session.Middleware(sessions.NewCookieStore([]byte("secret"))))
	// ok: hardcoded-credential
	// ruleid: insecure-cookie
	e.Use(session.Middleware(sessions.NewCookieStore([]byte(os.Getenv("SECRET")))))
	e.Use(middleware.BasicAuth(func(username, password string, c echo.Context) (bool, error) {
		// ruleid: hardcoded-credential
		return username == "joe" && password == "secret", nil
	}))
	e.Use(middleware.KeyAuth(func(key string, c echo.Context) (bool, error) {
		// The name says nothing: any key of any map is called so.
		// todoruleid: hardcoded-credential
		return key == "valid-key", nil
	}))
	e.POST("/login", func(c echo.Context) error {
		// ok: hardcoded-credential
		return c.JSON(200, map[string]string{"token": "t", "token_type": "bearer"})
	})
}
