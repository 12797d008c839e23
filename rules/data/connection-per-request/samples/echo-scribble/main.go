package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/redis/go-redis/v9"
	"github.com/sdomino/scribble"
)

type Client struct{ Name string }

func clients(c echo.Context) error {
	// A folder of JSON files, which nothing is connected to.
	// ok: connection-per-request
	db, err := scribble.New("./db", nil)
	if err != nil {
		return err
	}
	found, err := db.ReadAll("clients")
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, found)
}

func visits(c echo.Context) error {
	// ruleid: connection-per-request
	client := redis.NewClient(&redis.Options{Addr: "redis:6379"})
	defer client.Close()
	count, err := client.Get(c.Request().Context(), "visits").Int()
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, count)
}

func main() {
	e := echo.New()
	e.GET("/clients", clients)
	e.GET("/visits", visits)
	e.Logger.Fatal(e.Start(":8080"))
}
