package main

import (
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func main() {
	e := echo.New()
	e.Use(middleware.Recover())
	e.GET("/jobs", jobs)
	e.POST("/system/restart", restart)
	// ok: process-exit-in-handler
	e.Logger.Fatal(e.Start(":8080"))
}

func jobs(c echo.Context) error {
	found, err := load()
	if err != nil {
		// ok: process-exit-in-handler
		panic(err)
	}
	if len(found) == 0 {
		// ruleid: process-exit-in-handler
		c.Logger().Fatal("no jobs")
	}
	return c.JSON(http.StatusOK, found)
}

func restart(c echo.Context) error {
	// ok: process-exit-in-handler
	os.Exit(0)
	return nil
}

func load() ([]string, error) { return nil, nil }
