package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"example.com/previews/preview"
)

type Handler struct{ Previews *preview.Service }

type previewBody struct {
	URL   string `json:"url"`
	Width int    `json:"width"`
}

func (h *Handler) Create(c echo.Context) error {
	var body previewBody
	if err := c.Bind(&body); err != nil {
		return err
	}
	made, err := h.Previews.Make(c.Request().Context(), body.URL, body.Width)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, made)
}

func (h *Handler) Avatar(c echo.Context) error {
	data, err := h.Previews.Avatar(c.Param("provider"))
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "image/png", data)
}

func (h *Handler) Weather(c echo.Context) error {
	data, err := h.Previews.Weather(c.QueryParam("city"))
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "application/json", data)
}
