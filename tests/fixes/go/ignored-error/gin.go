package users

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type User struct{ Name string }

func create(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		var user User
		c.ShouldBindJSON(&user)
		db.Create(&user)
		c.JSON(201, user)
	}
}
