package api

import (
	"io/fs"
	"path/filepath"

	"github.com/gofiber/fiber/v2"
	"gorm.io/gorm"
)

func Update(db *gorm.DB) fiber.Handler {
	return func(c *fiber.Ctx) error {
		var order Order
		err := c.BodyParser(&order)
		// ruleid: swallowed-error
		if err != nil {
			return nil
		}
		// ok: swallowed-error
		// ruleid: mass-assignment
		if err := db.Save(&order).Error; err != nil {
			return fiber.ErrInternalServerError
		}
		// ruleid: swallowed-error
		// ruleid: mass-assignment
		if err := db.Save(&order).Error; err != nil {
			return nil
		}
		return c.SendStatus(fiber.StatusNoContent)
	}
}

func count(root string) int {
	total := 0
	// ok: swallowed-error
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		// ok: swallowed-error
		if err != nil {
			return nil
		}
		total++
		return nil
	})
	return total
}
