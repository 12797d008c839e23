package files

import (
	"path/filepath"

	"github.com/gofiber/fiber/v2"
)

func routes(app *fiber.App) {
	app.Get("/file/:name", func(c *fiber.Ctx) error {
		// ruleid: path-traversal
		return c.SendFile("./uploads/" + c.Params("name"))
	})
	app.Get("/download", func(c *fiber.Ctx) error {
		// ruleid: path-traversal
		return c.Download(filepath.Join("uploads", c.Query("name")))
	})
	app.Post("/upload", func(c *fiber.Ctx) error {
		file, err := c.FormFile("file")
		if err != nil {
			return err
		}
		// ruleid: path-traversal
		// ruleid: unchecked-upload
		return c.SaveFile(file, "./uploads/"+file.Filename)
	})
	app.Get("/safe/:name", func(c *fiber.Ctx) error {
		// ok: path-traversal
		return c.SendFile("./uploads/" + filepath.Base(c.Params("name")))
	})
}
