package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"gorm.io/gorm"
)

type Cat struct {
	ID   uint
	Name string
}

type catRequest struct {
	Name string `json:"name" validate:"required,max=50"`
}

var db *gorm.DB

func create(c echo.Context) error {
	var in catRequest
	if err := c.Bind(&in); err != nil {
		return err
	}
	db.Create(&Cat{Name: in.Name})
	return c.NoContent(http.StatusCreated)
}

func validated(c echo.Context) error {
	var in catRequest
	if err := c.Bind(&in); err != nil {
		return err
	}
	if err := c.Validate(&in); err != nil {
		return err
	}
	db.Create(&Cat{Name: in.Name})
	return c.NoContent(http.StatusCreated)
}

func main() {
	e := echo.New()
	// ruleid: unvalidated-body
	e.POST("/cats", create)
	// ok: unvalidated-body
	e.POST("/validated/cats", validated)
	e.Start(":8080")
}
