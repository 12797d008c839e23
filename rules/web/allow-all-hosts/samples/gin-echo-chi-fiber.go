package main

import (
	"net"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func ginRouter() *gin.Engine {
	r := gin.New()
	// ruleid: allow-all-hosts
	_ = r.SetTrustedProxies([]string{"0.0.0.0/0", "::/0"})
	// ok: allow-all-hosts
	_ = r.SetTrustedProxies([]string{"10.0.0.0/8"})
	// ok: allow-all-hosts
	_ = r.SetTrustedProxies(nil)
	return r
}

func echoServer() *echo.Echo {
	e := echo.New()
	_, all, _ := net.ParseCIDR("0.0.0.0/0")
	// ruleid: allow-all-hosts
	e.IPExtractor = echo.ExtractIPFromXFFHeader(echo.TrustIPRange(all))
	return e
}

func echoCareful() *echo.Echo {
	e := echo.New()
	_, proxies, _ := net.ParseCIDR("10.0.0.0/8")
	// ok: allow-all-hosts
	e.IPExtractor = echo.ExtractIPFromXFFHeader(echo.TrustIPRange(proxies))
	return e
}

func chiRouter() chi.Router {
	r := chi.NewRouter()
	// as info
	// pedantic: allow-all-hosts
	r.Use(middleware.RealIP)
	// ok: allow-all-hosts
	r.Use(middleware.RequestID)
	return r
}

func fiberApps() []*fiber.App {
	// ruleid: allow-all-hosts
	// ruleid: server-without-timeouts
	believing := fiber.New(fiber.Config{ProxyHeader: fiber.HeaderXForwardedFor})
	// The operator names the header where there is a proxy.
	// ok: allow-all-hosts
	// ruleid: server-without-timeouts
	configured := fiber.New(fiber.Config{ProxyHeader: settings.Proxy().Header})
	// ok: allow-all-hosts
	// ruleid: server-without-timeouts
	careful := fiber.New(fiber.Config{ProxyHeader: fiber.HeaderXForwardedFor, EnableTrustedProxyCheck: true, TrustedProxies: []string{"10.0.0.2"}})
	// ok: allow-all-hosts
	// ruleid: server-without-timeouts
	direct := fiber.New(fiber.Config{AppName: "shop"})
	return []*fiber.App{believing, careful, direct}
}
