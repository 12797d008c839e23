package main

import (
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

type settings struct{ folder string }

func upload(conf *settings) fiber.Handler {
	return func(c *fiber.Ctx) error {
		file, err := c.FormFile("file")
		if err != nil {
			return err
		}
		src, err := file.Open()
		if err != nil {
			return err
		}
		defer src.Close()
		buf, err := io.ReadAll(src)
		if err != nil {
			return err
		}
		kind := http.DetectContentType(buf)
		if !slices.Contains([]string{"image/png", "image/gif"}, kind) {
			return c.SendStatus(fiber.StatusBadRequest)
		}
		endings := map[string]string{"image/png": ".png", "image/gif": ".gif"}
		name := time.Now().Format("20060102-150405.000") + endings[kind]
		full := strings.TrimSuffix(conf.folder, "/") + "/" + name
		// ok: path-traversal
		dst, err := os.Create(full)
		if err != nil {
			return err
		}
		// ruleid: ignored-error
		defer dst.Close()
		if _, err := dst.Write(buf); err != nil {
			// ok: path-traversal
			return os.Remove(full)
		}
		return nil
	}
}

func read(c *fiber.Ctx) error {
	// ruleid: path-traversal
	data, err := os.ReadFile("/srv/images/" + c.Query("name"))
	if err != nil {
		return err
	}
	return c.Send(data)
}

func main() {
	// ruleid: server-without-timeouts
	app := fiber.New()
	app.Post("/images", upload(&settings{folder: "/srv/images"}))
	app.Get("/images", read)
	_ = app.Listen(":3000")
}
