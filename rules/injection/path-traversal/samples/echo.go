package files

import (
	"path/filepath"
	"strconv"

	"github.com/labstack/echo/v4"
)

func file(c echo.Context) error {
	// ruleid: path-traversal
	return c.File(filepath.Join("uploads", c.QueryParam("name")))
}

func attachment(c echo.Context) error {
	name := c.Param("name")
	// ruleid: path-traversal
	return c.Attachment("uploads/"+name, name)
}

func invoice(c echo.Context) error {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		return err
	}
	// ok: path-traversal
	return c.Inline("invoices/"+strconv.Itoa(id)+".pdf", "invoice.pdf")
}
