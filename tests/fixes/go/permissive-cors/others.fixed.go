package web

import (
	"os"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func routes(e *echo.Echo, app *fiber.App) {
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: strings.Split(os.Getenv("CORS_ORIGINS"), ",")}))
	app.Use(cors.New(cors.Config{AllowOrigins: os.Getenv("CORS_ORIGINS"), AllowHeaders: "Origin"}))
}

var upgrader = websocket.Upgrader{}
