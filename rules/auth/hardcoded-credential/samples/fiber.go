package main

import (
	"os"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
	"github.com/gofiber/fiber/v2/middleware/encryptcookie"
)

var (
	host = "db.shop.io"
	user = "shop"
	// ruleid: hardcoded-credential
	password = "shop"
)

// ok: hardcoded-credential
var accessToken string

func main() {
	// ruleid: server-without-timeouts
	app := fiber.New()
	app.Use(basicauth.New(basicauth.Config{
		Users: map[string]string{
			// The key is the user's name.
			// ruleid: hardcoded-credential
			"admin": "123456",
		},
	}))
	app.Use(encryptcookie.New(encryptcookie.Config{
		// The field is called Key alone.
		// todoruleid: hardcoded-credential
		Key: "c2VjcmV0LXRoaXJ0eS0yLWNoYXJhY3Rlci1zdHJpbmc=",
	}))
	// ok: hardcoded-credential
	app.Use(encryptcookie.New(encryptcookie.Config{Key: os.Getenv("COOKIE_KEY")}))
	app.Post("/login", func(c *fiber.Ctx) error {
		pass := c.FormValue("pass")
		// ruleid: hardcoded-credential
		if c.FormValue("user") != "john" || pass != "doe" {
			// ok: hardcoded-credential
			return c.SendStatus(fiber.StatusUnauthorized)
		}
		// ok: hardcoded-credential
		return c.JSON(fiber.Map{"token": accessToken, "password": "ok"})
	})
}
