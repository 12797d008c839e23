package accounts

import (
	"net/http"

	"github.com/antchfx/xmlquery"
	"github.com/labstack/echo/v4"
)

func named(doc *xmlquery.Node, name string) []*xmlquery.Node {
	// ruleid: xpath-injection
	return xmlquery.Find(doc, "//account[@user='"+name+"']")
}

type handler struct {
	doc *xmlquery.Node
}

func (h *handler) list(c echo.Context) error {
	return c.JSON(http.StatusOK, len(named(h.doc, c.QueryParam("name"))))
}

func (h *handler) all(c echo.Context) error {
	// ok: xpath-injection
	return c.JSON(http.StatusOK, len(xmlquery.Find(h.doc, "//account")))
}
