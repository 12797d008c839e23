package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

func find(id string) (map[string]string, error) { return nil, nil }

func show(c echo.Context) error {
	order, err := find(c.Param("id"))
	if err != nil {
		// ruleid: error-with-success-status
		return c.JSON(http.StatusOK, map[string]interface{}{"success": false, "message": err.Error()})
	}
	return c.JSON(http.StatusOK, order)
}

func remove(c echo.Context) error {
	if _, err := find(c.Param("id")); err != nil {
		// ok: error-with-success-status
		return echo.NewHTTPError(http.StatusNotFound, "no such order")
	}
	return c.NoContent(http.StatusNoContent)
}

func replace(c echo.Context) error {
	if _, err := find(c.Param("id")); err != nil {
		// ok: error-with-success-status
		return c.JSON(http.StatusNotFound, echo.Map{"error": err.Error()})
	}
	return c.JSON(http.StatusOK, echo.Map{"ok": true})
}

func main() {
	e := echo.New()
	e.GET("/orders/:id", show)
	e.DELETE("/orders/:id", remove)
	e.PUT("/orders/:id", replace)
	e.Start(":8080")
}
