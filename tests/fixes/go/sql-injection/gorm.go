package store

import (
	"fmt"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type User struct{ Name string }

func list(c *gin.Context, db *gorm.DB) error {
	var users []User
	name := c.Query("name")
	if err := db.Where("name = '" + name + "'").Find(&users).Error; err != nil {
		return err
	}
	return db.Raw(fmt.Sprintf("SELECT name FROM users WHERE name LIKE '%%%s'", name)).Scan(&users).Error
}
