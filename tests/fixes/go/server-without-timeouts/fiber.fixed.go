package main

import (
	"log"
	"time"

	"github.com/gofiber/fiber/v2"
)

func main() {
	app := fiber.New(fiber.Config{
		AppName: "shop",

		// Of what the proxy says.
		ProxyHeader: "X-Forwarded-For",
		ReadTimeout: 60 * time.Second,
		IdleTimeout: 120 * time.Second,
	})
	log.Fatal(app.Listen(":3000"))
}
