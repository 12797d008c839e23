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

// IsEmpty says whether nothing was found.
func (o Order) IsEmpty() bool {
	return o.ID == 0
}

// Label is there for any order.
func (o Order) Label() string {
	return "order " + o.Status
}

func find(id string) Order {
	var order Order
	db.Where("id = ?", id).First(&order)
	return order
}

func asked(c *gin.Context) {
	// ok: unchecked-lookup
	order := find(c.Param("id"))
	if order.IsEmpty() {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, order)
}

func labelled(c *gin.Context) {
	// ruleid: unchecked-lookup
	order := find(c.Param("id"))
	c.String(http.StatusOK, order.Label())
}

func main() {
	r := gin.Default()
	r.GET("/orders/:id", show)
	r.POST("/orders/:id/close", closeOrder)
	r.GET("/orders/:id/asked", asked)
	r.GET("/orders/:id/label", labelled)
	r.Run()
}
