package store

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type User struct{ Name string }

func list(c *gin.Context, db *gorm.DB) error {
	var users []User
	name := c.Query("name")
	if err := db.Where("name = ?", name).Find(&users).Error; err != nil {
		return err
	}
	return db.Raw("SELECT name FROM users WHERE name LIKE ?", "%"+name).Scan(&users).Error
}
