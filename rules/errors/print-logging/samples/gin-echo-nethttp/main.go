package main

import (
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func main() {
	// ok: print-logging
	fmt.Println("starting")
	r := gin.Default()
	r.GET("/gin", func(c *gin.Context) {
		// ruleid: print-logging
		fmt.Println("gin", c.Param("id"))
		c.Status(204)
	})
	e := echo.New()
	e.GET("/echo", read)
	app := fiber.New()
	app.Get("/fiber", func(c *fiber.Ctx) error {
		// ruleid: print-logging
		println("fiber")
		return c.SendStatus(204)
	})
	http.HandleFunc("/plain", plain)
}

func read(c echo.Context) error {
	// ruleid: print-logging
	fmt.Fprintf(os.Stderr, "reading %s\n", c.Path())
	// ok: print-logging
	return c.String(200, fmt.Sprintf("read"))
}

func plain(w http.ResponseWriter, r *http.Request) {
	// ok: print-logging
	fmt.Fprintf(w, "hello")
	// ok: print-logging
	log.Println("plain")
	// ok: print-logging
	slog.Info("plain")
	describe()
}

func describe() {
	// ruleid: print-logging
	fmt.Printf("described\n")
}

func usage() {
	// ok: print-logging
	fmt.Println("usage: …")
}
