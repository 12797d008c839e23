package users

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type User struct {
	gorm.Model
	Name    string
	IsAdmin bool
}

type UpdateUserInput struct {
	Name string `json:"name" binding:"required"`
}

func Routes(r *gin.Engine, db *gorm.DB) {
	r.POST("/users", func(c *gin.Context) {
		var user User
		if err := c.ShouldBindJSON(&user); err != nil {
			c.JSON(400, gin.H{"error": "bad"})
			return
		}
		// ruleid: mass-assignment
		if err := db.Create(&user).Error; err != nil {
			return
		}
	})
	r.PUT("/users/:id", func(c *gin.Context) {
		user := User{}
		// ruleid: sql-injection
		db.First(&user, c.Param("id"))
		// ruleid: ignored-error
		c.BindJSON(&user)
		// ruleid: mass-assignment
		// ruleid: ignored-error
		db.Save(&user)
	})
	r.PATCH("/users/:id", func(c *gin.Context) {
		var user User
		// ruleid: sql-injection
		db.First(&user, c.Param("id"))
		var input UpdateUserInput
		if err := c.ShouldBindJSON(&input); err != nil {
			return
		}
		// ok: mass-assignment
		// ruleid: ignored-error
		db.Model(&user).Updates(input)
		created := User{Name: input.Name}
		// ok: mass-assignment
		// ruleid: ignored-error
		db.Create(&created)
	})
	r.PATCH("/select/:id", func(c *gin.Context) {
		var user User
		// ruleid: ignored-error
		c.ShouldBindJSON(&user)
		// ok: mass-assignment
		// ruleid: ignored-error
		db.Model(&User{}).Where("id = ?", c.Param("id")).Select("Name").Updates(&user)
	})
}
