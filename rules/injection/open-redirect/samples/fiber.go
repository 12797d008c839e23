package web

import (
	"github.com/gofiber/fiber/v2"
)

func routes(app *fiber.App) {
	app.Get("/go", func(c *fiber.Ctx) error {
		// ruleid: open-redirect
		return c.Redirect(c.Query("url"))
	})
	app.Get("/code", func(c *fiber.Ctx) error {
		target := c.FormValue("to")
		// ruleid: open-redirect
		return c.Redirect(target, fiber.StatusSeeOther)
	})
	app.Get("/user/:id", func(c *fiber.Ctx) error {
		// ok: open-redirect
		return c.Redirect("/users/" + c.Params("id"))
	})
}
