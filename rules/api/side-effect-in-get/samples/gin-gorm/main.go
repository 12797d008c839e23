package main

import (
	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Order struct {
	ID     uint
	Status string
	Views  int
}

func main() {
	db, _ := gorm.Open(postgres.Open("dsn"), &gorm.Config{})
	r := gin.Default()
	// ruleid: side-effect-in-get
	r.GET("/orders/:id/delete", func(c *gin.Context) {
		db.Delete(&Order{}, c.Param("id"))
		c.Status(204)
	})
	// ruleid: side-effect-in-get
	r.GET("/orders/:id/approve", func(c *gin.Context) {
		var order Order
		if err := db.First(&order, c.Param("id")).Error; err != nil {
			c.Status(404)
			return
		}
		order.Status = "approved"
		db.Save(&order)
		c.JSON(200, order)
	})
	// ok: side-effect-in-get
	r.GET("/orders/:id/page", func(c *gin.Context) {
		var order Order
		if err := db.First(&order, c.Param("id")).Error; err != nil {
			c.Status(404)
			return
		}
		order.Views = order.Views + 1
		db.Save(&order)
		c.JSON(200, order)
	})
	// ok: side-effect-in-get
	r.DELETE("/orders/:id", func(c *gin.Context) {
		db.Delete(&Order{}, c.Param("id"))
		c.Status(204)
	})
	r.Run()
}
