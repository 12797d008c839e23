package main

import (
	"net/http"
	"strconv"

	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
)

type Cat struct {
	ID   int
	Name string
}

type pageRequest struct {
	Limit int `query:"limit" validate:"min=1,max=50"`
}

var db *sqlx.DB

func list(c echo.Context) error {
	limit, err := strconv.Atoi(c.QueryParam("limit"))
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, "limit")
	}
	cats := []Cat{}
	if err := db.Select(&cats, "SELECT id, name FROM cats ORDER BY id LIMIT ?", limit); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, cats)
}

func bound(c echo.Context) error {
	var page pageRequest
	if err := c.Bind(&page); err != nil {
		return err
	}
	if err := c.Validate(&page); err != nil {
		return err
	}
	cats := []Cat{}
	if err := db.Select(&cats, "SELECT id, name FROM cats ORDER BY id LIMIT ?", page.Limit); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, cats)
}

func main() {
	e := echo.New()
	// ruleid: unbounded-page-size
	e.GET("/cats", list)
	// ok: unbounded-page-size
	e.GET("/bound/cats", bound)
	e.Start(":8080")
}
