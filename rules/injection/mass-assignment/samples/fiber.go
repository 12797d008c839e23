package users

import (
	"encoding/json"

	"github.com/gofiber/fiber/v2"
	"gorm.io/gorm"

	"example.com/app/models"
)

func create(db *gorm.DB) fiber.Handler {
	return func(c *fiber.Ctx) error {
		note := new(models.Note)
		if err := c.BodyParser(note); err != nil {
			return err
		}
		// ruleid: mass-assignment
		// ruleid: ignored-error
		db.Create(&note)
		var patch models.NotePatch
		if err := c.BodyParser(&patch); err != nil {
			return err
		}
		// ok: mass-assignment
		// ruleid: ignored-error
		db.Model(&models.Note{}).Where("id = 1").Updates(patch)
		return c.JSON(note.ID)
	}
}

func change(db *gorm.DB) fiber.Handler {
	return func(c *fiber.Ctx) error {
		changes := map[string]any{}
		if err := json.Unmarshal(c.Body(), &changes); err != nil {
			return fiber.ErrBadRequest
		}
		// ruleid: mass-assignment
		return db.Model(&models.Note{}).Where("id = ?", c.Params("id")).Updates(changes).Error
	}
}
