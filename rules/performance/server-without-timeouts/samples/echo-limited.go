package main

import (
	"time"

	"github.com/labstack/echo/v4"
)

func main() {
	e := echo.New()
	e.Server.ReadTimeout = 10 * time.Second
	// ok: server-without-timeouts
	e.Logger.Fatal(e.Start(":1323"))
}
