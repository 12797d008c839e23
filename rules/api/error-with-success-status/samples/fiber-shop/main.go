package main

import "github.com/gofiber/fiber/v2"

func find(id string) (map[string]string, error) { return nil, nil }

func show(c *fiber.Ctx) error {
	order, err := find(c.Params("id"))
	if err != nil {
		// ruleid: error-with-success-status
		return c.JSON(fiber.Map{"error": err.Error()})
	}
	return c.JSON(order)
}

func remove(c *fiber.Ctx) error {
	if _, err := find(c.Params("id")); err != nil {
		// ok: error-with-success-status
		return c.Status(fiber.StatusNotFound).JSON(fiber.Map{"error": err.Error()})
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func main() {
	app := fiber.New()
	app.Get("/orders/:id", show)
	app.Delete("/orders/:id", remove)
	app.Listen(":8080")
}
