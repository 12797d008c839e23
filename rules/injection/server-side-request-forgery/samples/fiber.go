package proxy

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/proxy"
)

func routes(app *fiber.App) {
	app.Get("/proxy", func(c *fiber.Ctx) error {
		// ruleid: server-side-request-forgery
		return proxy.Do(c, c.Query("url"))
	})
	app.Get("/fetch", func(c *fiber.Ctx) error {
		// ruleid: server-side-request-forgery
		agent := fiber.Get(c.Query("url"))
		return agent.Parse()
	})
	app.Get("/fixed/:id", func(c *fiber.Ctx) error {
		// ok: server-side-request-forgery
		return proxy.Do(c, "https://inner.example.com/"+c.Params("id"))
	})
}
