package users

import (
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"

	"example.com/app/models"
)

type handler struct{ db *gorm.DB }

func (h handler) create(c echo.Context) error {
	book := new(models.Book)
	if err := c.Bind(book); err != nil {
		return err
	}
	// ruleid: mass-assignment
	return h.db.Create(book).Error
}

func (h handler) rename(c echo.Context) error {
	var req models.RenameRequest
	if err := c.Bind(&req); err != nil {
		return err
	}
	// ok: mass-assignment
	return h.db.Model(&models.Book{}).Where("id = ?", req.ID).Update("title", req.Title).Error
}
