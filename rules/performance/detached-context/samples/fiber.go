package api

import (
	"context"
	"log"

	"github.com/gofiber/fiber/v2"
)

type Users interface {
	Find(ctx context.Context, id string) (string, error)
}

func Get(users Users) fiber.Handler {
	return func(c *fiber.Ctx) error {
		// ruleid: detached-context
		name, err := users.Find(context.Background(), c.Params("id"))
		if err != nil {
			return err
		}
		go func() {
			// ruleid: detached-context
			log.Println(c.Path())
		}()
		id := c.Params("id")
		go func() {
			// ok: detached-context
			// ruleid: log-injection
			log.Println(id)
		}()
		// ok: detached-context
		_, err = users.Find(c.UserContext(), id)
		return c.SendString(name)
	}
}
