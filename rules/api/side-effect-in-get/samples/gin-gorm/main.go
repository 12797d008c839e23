package main

import (
	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Order struct{ ID uint }

func main() {
	db, _ := gorm.Open(postgres.Open("dsn"), &gorm.Config{})
	r := gin.Default()
	// ruleid: side-effect-in-get
	r.GET("/orders/:id/delete", func(c *gin.Context) {
		db.Delete(&Order{}, c.Param("id"))
		c.Status(204)
	})
	// ok: side-effect-in-get
	r.DELETE("/orders/:id", func(c *gin.Context) {
		db.Delete(&Order{}, c.Param("id"))
		c.Status(204)
	})
	r.Run()
}
