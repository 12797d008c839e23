package users

import (
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"

	"example.com/shop/database"
)

type User struct{ Name string }

type Repository struct{ db *gorm.DB }

func (r *Repository) Store(user *User) error {
	// ruleid: ignored-error
	r.db.Create(user)
	// ruleid: ignored-error
	r.db.Model(user).Where("id = ?", 1).Updates(map[string]any{"name": "x"})
	// ok: ignored-error
	return r.db.Save(user).Error
}

func (r *Repository) All() []User {
	var found []User
	// ruleid: ignored-error
	r.db.Limit(10).Find(&found)
	// ok: ignored-error
	result := r.db.Limit(10).Find(&found)
	if result.Error != nil {
		return nil
	}
	return found
}

func transfer(db *gorm.DB, user *User) error {
	tx := db.Begin()
	// ok: ignored-error
	tx.Create(user)
	if tx.Error != nil {
		// ok: ignored-error
		tx.Rollback()
		return tx.Error
	}
	return tx.Commit().Error
}

func create(c *gin.Context) {
	var user User
	// ruleid: ignored-error
	c.ShouldBindJSON(&user)
	// ruleid: ignored-error
	// ruleid: mass-assignment
	database.DB.Create(&user)
	// ok: ignored-error
	// ruleid: mass-assignment
	if err := database.DB.Create(&user).Error; err != nil {
		c.Status(500)
	}
	c.JSON(201, user)
}

func createFiber(c *fiber.Ctx) error {
	var user User
	// ruleid: ignored-error
	c.BodyParser(&user)
	return c.JSON(user)
}

func createEcho(c echo.Context) error {
	user := new(User)
	// ruleid: ignored-error
	c.Bind(user)
	// ok: ignored-error
	return c.JSON(201, user)
}

type Cache struct{}

func (Cache) Create(user *User) {}

func warm(cache Cache, user *User) {
	// ok: ignored-error
	cache.Create(user)
}

func report(db *gorm.DB, rows *[]Order) error {
	// ok: ignored-error
	db.Exec("SET work_mem TO '64MB'")
	// ok: ignored-error
	defer db.Exec("RESET work_mem")
	// ruleid: ignored-error
	db.Exec("SET ROLE reporter")
	return db.Find(rows).Error
}

func pageOfItems(db *gorm.DB, c *gin.Context, size int) ([]Item, error) {
	var items []Item
	filtered := db.WithContext(c).Where("shelf = ?", c.Query("shelf"))
	// ok: ignored-error
	filtered.Order("name").Limit(size).Find(&items)
	if filtered.Error != nil {
		return nil, filtered.Error
	}
	return items, nil
}

func pageOfItemsUnseen(db *gorm.DB, c *gin.Context, size int) []Item {
	var items []Item
	filtered := db.WithContext(c).Where("shelf = ?", c.Query("shelf"))
	// ruleid: ignored-error
	filtered.Order("name").Limit(size).Find(&items)
	return items
}
