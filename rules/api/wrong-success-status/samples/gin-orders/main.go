package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Order struct {
	gorm.Model
	Note string
}

var db *gorm.DB

func create(c *gin.Context) {
	order := Order{Note: c.PostForm("note")}
	if err := db.Create(&order).Error; err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	// ruleid: wrong-success-status
	c.JSON(http.StatusOK, order)
}

func created(c *gin.Context) {
	order := Order{Note: c.PostForm("note")}
	db.Create(&order)
	// ok: wrong-success-status
	c.JSON(http.StatusCreated, order)
}

func remove(c *gin.Context) {
	db.Delete(&Order{}, c.Param("id"))
	// ruleid: wrong-success-status
	c.Status(http.StatusOK)
}

func removed(c *gin.Context) {
	db.Delete(&Order{}, c.Param("id"))
	// ok: wrong-success-status
	c.Status(http.StatusNoContent)
}

func told(c *gin.Context) {
	db.Delete(&Order{}, c.Param("id"))
	// ruleid: wrong-success-status
	c.JSON(http.StatusNoContent, gin.H{"deleted": true})
}

func nothing(c *gin.Context) {
	db.Delete(&Order{}, c.Param("id"))
	// ok: wrong-success-status
	c.JSON(http.StatusNoContent, nil)
}

func main() {
	r := gin.Default()
	r.POST("/orders", create)
	r.POST("/v2/orders", created)
	r.DELETE("/orders/:id", remove)
	r.DELETE("/v2/orders/:id", removed)
	r.DELETE("/v3/orders/:id", told)
	r.DELETE("/v4/orders/:id", nothing)
	r.Run()
}
