package main

import "github.com/labstack/echo/v4"

func list(c echo.Context) error { return c.JSON(200, []string{}) }

func main() {
	// ruleid: missing-security-headers
	e := echo.New()
	e.GET("/orders", list)
	e.GET("/items", list)
	e.GET("/users", list)
	e.Start(":8080")
}
