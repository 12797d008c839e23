package api

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"go.mongodb.org/mongo-driver/bson"

	"example.com/catalogue/service"
)

type search struct {
	Filter bson.M `json:"filter"`
	Name   string `json:"name"`
}

type handler struct{ items *service.Items }

// Register gives the routes their handlers, which are handed the service.
func Register(e *echo.Echo, items *service.Items) {
	h := &handler{items}
	e.POST("/v1/items/search", h.search)
	e.POST("/v1/items/named", h.named)
	e.GET("/v1/items/script", h.script)
	e.GET("/v1/items/:id", h.one)
}

func (h *handler) search(c echo.Context) error {
	var body search
	if err := c.Bind(&body); err != nil {
		return err
	}
	found, err := h.items.Search(c.Request().Context(), body.Filter)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, found)
}

func (h *handler) named(c echo.Context) error {
	var body search
	if err := c.Bind(&body); err != nil {
		return err
	}
	found, err := h.items.Named(c.Request().Context(), body.Name)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, found)
}

func (h *handler) script(c echo.Context) error {
	found, err := h.items.Cheaper(c.Request().Context(), c.QueryParam("than"), c.QueryParam("than"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, found)
}

func (h *handler) one(c echo.Context) error {
	found, err := h.items.One(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, found)
}
