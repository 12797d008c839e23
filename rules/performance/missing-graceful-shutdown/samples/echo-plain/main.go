package main

import "github.com/labstack/echo/v4"

func main() {
	e := echo.New()
	e.GET("/", func(c echo.Context) error { return c.JSON(200, map[string]bool{"ok": true}) })
	// ruleid: missing-graceful-shutdown
	e.Logger.Fatal(e.Start(":8080"))
}
