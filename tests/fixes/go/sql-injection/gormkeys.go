package store

import (
	"github.com/gofiber/fiber/v2"
	"gorm.io/gorm"
)

type Book struct{ ID uint }

func show(db *gorm.DB) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := c.Params("id")
		var book Book
		if err := db.First(&book, id).Error; err != nil {
			return err
		}
		return db.Delete(&book, c.Params("id")).Error
	}
}
