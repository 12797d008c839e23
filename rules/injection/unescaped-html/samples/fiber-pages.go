package pages

import "github.com/gofiber/fiber/v2"

func hello(c *fiber.Ctx) error {
	c.Set("Content-Type", "text/html")
	// ruleid: unescaped-html
	return c.SendString("<h1>" + c.Query("name") + "</h1>")
}

func plain(c *fiber.Ctx) error {
	// ok: unescaped-html
	return c.SendString("Hello " + c.Query("name"))
}
