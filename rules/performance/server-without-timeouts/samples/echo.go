package main

import (
	"github.com/labstack/echo/v4"

	"example.com/shop/jobs"
)

func main() {
	e := echo.New()
	// ruleid: server-without-timeouts
	e.Logger.Fatal(e.Start(":1323"))
}

func workers(pool *jobs.Pool) {
	// ok: server-without-timeouts
	pool.Start("orders")
}
