package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jinzhu/gorm"
)

type Order struct {
	ID     uint
	Status string
}

var db *gorm.DB

// Version 1 gives an error for a struct that was not found, whatever it is asked by.
func closeOrder(c *gin.Context) {
	order := Order{}
	// ok: unchecked-lookup
	if err := db.Where("id = ?", c.Param("id")).Find(&order).Error; err != nil {
		c.JSON(http.StatusNotFound, gin.H{"error": "no such order"})
		return
	}
	order.Status = "closed"
	db.Save(&order)
	c.JSON(http.StatusOK, order)
}

func show(c *gin.Context) {
	var order Order
	// ruleid: unchecked-lookup
	db.Where("id = ?", c.Param("id")).Find(&order)
	c.JSON(http.StatusOK, order)
}

func main() {
	r := gin.Default()
	r.GET("/orders/:id", show)
	r.POST("/orders/:id/close", closeOrder)
	r.Run()
}
