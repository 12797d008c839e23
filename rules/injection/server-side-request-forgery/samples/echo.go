package proxy

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

func avatar(c echo.Context) error {
	// ruleid: server-side-request-forgery
	// ruleid: missing-timeout
	resp, err := http.Get("http://" + c.QueryParam("host") + "/avatar.png")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	// ok: server-side-request-forgery
	// ruleid: missing-timeout
	other, err := http.Get("https://avatars.example.com/" + c.Param("name"))
	if err != nil {
		return err
	}
	defer other.Body.Close()
	return c.Stream(200, "image/png", resp.Body)
}
