package main

import (
	"github.com/labstack/echo/v4"
)

func server(debug bool) *echo.Echo {
	e := echo.New()
	// ruleid: debug-enabled
	e.Debug = true
	e.HideBanner = true
	return e
}

func quiet(debug bool) *echo.Echo {
	e := echo.New()
	// ok: debug-enabled
	e.Debug = debug
	if debug {
		// ok: debug-enabled
		e.Debug = true
	}
	return e
}
