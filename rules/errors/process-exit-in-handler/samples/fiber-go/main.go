package main

import (
	"log"

	"github.com/gofiber/fiber/v2"
)

func main() {
	app := fiber.New()
	app.Get("/price", func(c *fiber.Ctx) error {
		price, err := fetchPrice()
		if err != nil {
			// ruleid: process-exit-in-handler
			panic(err)
		}
		return c.JSON(price)
	})
	app.Get("/name", func(c *fiber.Ctx) error {
		switch c.Query("kind") {
		case "a":
			return c.SendString("a")
		default:
			// ok: process-exit-in-handler
			panic("unreachable")
		}
	})
	// ok: process-exit-in-handler
	log.Fatal(app.Listen(":3000"))
}

func fetchPrice() (int, error) { return 1, nil }
