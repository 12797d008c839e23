package web

import (
	"net/http"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func routes(e *echo.Echo, app *fiber.App) {
	e.Use(middleware.CORS())
	app.Use(cors.New(cors.Config{AllowOrigins: "*", AllowHeaders: "Origin"}))
}

var upgrader = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return true }}
