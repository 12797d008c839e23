package main

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"example.com/shop/config"
)

func main() {
	// ruleid: server-without-timeouts
	app := fiber.New()
	app.Listen(":3000")
}

func named() *fiber.App {
	// ruleid: server-without-timeouts
	return fiber.New(fiber.Config{AppName: "shop"})
}

func limited() *fiber.App {
	// ok: server-without-timeouts
	return fiber.New(fiber.Config{AppName: "shop", ReadTimeout: 10 * time.Second})
}

func fromElsewhere() *fiber.App {
	// ok: server-without-timeouts
	return fiber.New(config.Fiber())
}

func mounted() {
	// ruleid: server-without-timeouts
	whole := fiber.New()
	// ok: server-without-timeouts
	part := fiber.New()
	whole.Mount("/part", part)
	whole.Listen(":3000")
}
