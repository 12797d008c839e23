package main

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"example.com/previews/api"
	"example.com/previews/fetch"
	"example.com/previews/preview"
)

func main() {
	e := echo.New()
	handler := &api.Handler{Previews: preview.New(fetch.New(http.DefaultClient))}
	e.POST("/previews", handler.Create)
	e.GET("/avatars/:provider", handler.Avatar)
	e.GET("/weather", handler.Weather)
	// ruleid: server-without-timeouts
	e.Logger.Fatal(e.Start(":8080"))
}
