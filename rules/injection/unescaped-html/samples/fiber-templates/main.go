package main

import (
	"html/template"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/template/html/v2"
)

func main() {
	engine := html.New("./views", ".html")
	engine.AddFunc("unescape", func(s string) template.HTML { return template.HTML(s) })
	// ruleid: server-without-timeouts
	app := fiber.New(fiber.Config{Views: engine})
	app.Get("/", func(c *fiber.Ctx) error {
		return c.Render("home", fiber.Map{"Note": c.Query("note"), "Title": "Home"})
	})
	app.Listen(":3000")
}
