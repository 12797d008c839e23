package main

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/pprof"
)

func app(debug bool) *fiber.App {
	// ruleid: server-without-timeouts
	a := fiber.New()
	// ruleid: debug-enabled
	a.Use(pprof.New())
	if debug {
		// ok: debug-enabled
		a.Use(pprof.New())
	}
	return a
}
