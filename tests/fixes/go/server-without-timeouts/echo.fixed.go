package main

import (
	"time"

	"github.com/labstack/echo/v4"
)

func main() {
	e := echo.New()
	e.Server.ReadHeaderTimeout = 10 * time.Second
	e.Server.ReadTimeout = 60 * time.Second
	e.Server.IdleTimeout = 120 * time.Second
	e.Logger.Fatal(e.Start(":1323"))
}
