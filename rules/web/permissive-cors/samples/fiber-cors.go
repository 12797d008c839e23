package web

import (
	"os"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/cors"
)

func routes(app *fiber.App) {
	// ruleid: permissive-cors
	app.Use(cors.New())
	// ruleid: permissive-cors
	app.Use(cors.New(cors.Config{AllowOrigins: "*", AllowHeaders: "Origin"}))
	// ruleid: permissive-cors
	app.Use(cors.New(cors.Config{AllowOriginsFunc: func(origin string) bool { return true }, AllowCredentials: true}))
	// ok: permissive-cors
	app.Use(cors.New(cors.Config{AllowOrigins: "https://app.example.com"}))
	// ok: permissive-cors
	app.Use(cors.New(cors.Config{AllowOrigins: os.Getenv("ORIGINS")}))
	app.Get("/", func(c *fiber.Ctx) error {
		// ruleid: permissive-cors
		c.Set("Access-Control-Allow-Origin", "*")
		// ruleid: permissive-cors
		c.Set(fiber.HeaderAccessControlAllowOrigin, c.Get("Origin"))
		return nil
	})
}
