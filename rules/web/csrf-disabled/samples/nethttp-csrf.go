package web

import (
	"net/http"

	"github.com/gofiber/fiber/v2"
	fibercsrf "github.com/gofiber/fiber/v2/middleware/csrf"
	"github.com/gorilla/csrf"
	"github.com/justinas/nosurf"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func skip(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// ruleid: csrf-disabled
		next.ServeHTTP(w, csrf.UnsafeSkipCheck(r))
	})
}

func surf(next http.Handler) http.Handler {
	handler := nosurf.New(next)
	// ruleid: csrf-disabled
	handler.ExemptGlob("/*")
	// ok: csrf-disabled
	handler.ExemptGlob("/hooks/*")
	// ruleid: csrf-disabled
	handler.ExemptFunc(func(r *http.Request) bool { return true })
	// ok: csrf-disabled
	handler.ExemptFunc(func(r *http.Request) bool { return r.Header.Get("Authorization") != "" })
	return handler
}

func origins(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	// ruleid: csrf-disabled
	protection.AddInsecureBypassPattern("/")
	// ok: csrf-disabled
	protection.AddInsecureBypassPattern("/hooks/")
	return protection.Handler(next)
}

func echoServer(e *echo.Echo, app *fiber.App) {
	e.Use(middleware.CSRFWithConfig(middleware.CSRFConfig{
		// ruleid: csrf-disabled
		Skipper: func(c echo.Context) bool { return true },
	}))
	// ok: csrf-disabled
	e.Use(middleware.CSRFWithConfig(middleware.CSRFConfig{TokenLookup: "header:X-CSRF-Token"}))
	// ok: csrf-disabled
	app.Use(fibercsrf.New(fibercsrf.Config{Next: func(c *fiber.Ctx) bool { return c.Path() == "/hooks" }}))
}
