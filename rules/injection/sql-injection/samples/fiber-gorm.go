package main

import (
	"database/sql"

	"github.com/gofiber/fiber/v2"
	"gorm.io/gorm"
)

type Book struct {
	ID    uint
	Title string
}

func routes(app *fiber.App, db *gorm.DB, raw *sql.DB) {
	app.Get("/books/:id", func(c *fiber.Ctx) error {
		var book Book
		// ruleid: sql-injection
		// ruleid: ignored-error
		db.Find(&book, c.Params("id"))
		// ok: sql-injection
		// ruleid: ignored-error
		db.Find(&book, "id = ?", c.Params("id"))
		id, err := c.ParamsInt("id")
		if err != nil {
			return err
		}
		// ok: sql-injection
		// ruleid: ignored-error
		db.Find(&book, id)
		// ruleid: sql-injection
		raw.Query("SELECT id FROM books WHERE title = '" + c.Query("title") + "'")
		// ok: sql-injection
		raw.Query("SELECT id FROM books WHERE title = ?", c.Query("title"))
		in := new(Book)
		if err := c.BodyParser(in); err != nil {
			return err
		}
		// ruleid: sql-injection
		// ruleid: ignored-error
		raw.Exec("INSERT INTO books (title) VALUES ('" + in.Title + "')")
		return c.JSON(book)
	})
}
