package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

func leave(c echo.Context) error {
	// ruleid: open-redirect
	return c.Redirect(http.StatusFound, c.QueryParam("url"))
}

func user(c echo.Context) error {
	// ok: open-redirect
	return c.Redirect(http.StatusFound, "/users/"+c.Param("id"))
}
