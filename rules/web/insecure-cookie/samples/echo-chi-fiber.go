package web

import (
	"net/http"

	"github.com/alexedwards/scs/v2"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/session"
	"github.com/labstack/echo/v4"
)

func echoLogin(c echo.Context, token string) error {
	// ruleid: insecure-cookie
	cookie := new(http.Cookie)
	cookie.Name = "session"
	cookie.Value = token
	c.SetCookie(cookie)
	// ok: insecure-cookie
	safe := new(http.Cookie)
	safe.Name = "session"
	safe.Value = token
	safe.HttpOnly = true
	safe.Secure = true
	safe.SameSite = http.SameSiteLaxMode
	c.SetCookie(safe)
	return c.NoContent(204)
}

func fiberLogin(c *fiber.Ctx, token string) error {
	// ruleid: insecure-cookie
	c.Cookie(&fiber.Cookie{Name: "jwt", Value: token, HTTPOnly: true})
	// ok: insecure-cookie
	c.Cookie(&fiber.Cookie{Name: "jwt", Value: token, HTTPOnly: true, Secure: true, SameSite: "Lax"})
	return nil
}

// ruleid: insecure-cookie
var loose = session.New(session.Config{KeyLookup: "cookie:sid"})

// ok: insecure-cookie
var strict = session.New(session.Config{CookieHTTPOnly: true, CookieSecure: true})

func chiSessions() *scs.SessionManager {
	m := scs.New()
	// ruleid: insecure-cookie
	m.Cookie.Secure = false
	// ok: insecure-cookie
	m.Cookie.HttpOnly = true
	return m
}
