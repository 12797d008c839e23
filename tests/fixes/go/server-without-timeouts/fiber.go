package main

import (
	"log"

	"github.com/gofiber/fiber/v2"
)

func main() {
	app := fiber.New(fiber.Config{
		AppName: "shop",

		// Of what the proxy says.
		ProxyHeader: "X-Forwarded-For",
	})
	log.Fatal(app.Listen(":3000"))
}
