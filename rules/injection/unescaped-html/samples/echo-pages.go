package pages

import (
	"html"
	"net/http"

	"github.com/labstack/echo/v4"
)

func hello(c echo.Context) error {
	// ruleid: unescaped-html
	return c.HTML(http.StatusOK, "<h1>"+c.QueryParam("name")+"</h1>")
}

func escaped(c echo.Context) error {
	// ok: unescaped-html
	return c.HTML(http.StatusOK, "<h1>"+html.EscapeString(c.QueryParam("name"))+"</h1>")
}

func plain(c echo.Context) error {
	// ok: unescaped-html
	return c.String(http.StatusOK, "Hello "+c.QueryParam("name"))
}
