package main

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

type Order struct {
	ID     uint
	Status string
}

var db *gorm.DB

func show(c *gin.Context) {
	var order Order
	// ruleid: unchecked-lookup
	db.First(&order, c.Param("id"))
	c.JSON(http.StatusOK, order)
}

func closeOrder(c *gin.Context) {
	var order Order
	// ruleid: unchecked-lookup
	if err := db.Where("id = ?", c.Param("id")).Find(&order).Error; err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": "failed"})
		return
	}
	order.Status = "closed"
	db.Save(&order)
	c.JSON(http.StatusOK, gin.H{"ok": true})
}

func ignored(c *gin.Context) {
	// ruleid: unchecked-lookup
	order, _ := find(c.Param("id"))
	c.JSON(http.StatusOK, order)
}

func checked(c *gin.Context) {
	var order Order
	// ok: unchecked-lookup
	if err := db.First(&order, c.Param("id")).Error; err != nil {
		if errors.Is(err, gorm.ErrRecordNotFound) {
			c.Status(http.StatusNotFound)
			return
		}
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, order)
}

func result(c *gin.Context) {
	var order Order
	// ok: unchecked-lookup
	result := db.First(&order, c.Param("id"))
	if result.Error != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, order)
}

func zero(c *gin.Context) {
	var order Order
	// ok: unchecked-lookup
	db.Where("id = ?", c.Param("id")).Find(&order)
	if order.ID == 0 {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, order)
}

func passed(c *gin.Context) {
	// ok: unchecked-lookup
	order, err := find(c.Param("id"))
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, order)
}

func find(id string) (*Order, error) {
	var order Order
	if err := db.First(&order, id).Error; err != nil {
		return nil, err
	}
	return &order, nil
}

func (o *Order) load() error {
	// ok: unchecked-lookup
	return db.Model(&Order{}).First(&o).Where("id = ?", o.ID).Error
}

func (o *Order) fill() {
	// ruleid: unchecked-lookup
	db.Model(&Order{}).Where("id = ?", o.ID).First(&o)
	db.Model(&Order{}).Where("id = ?", o.ID).Update("seen", o.Status)
}

func member(c *gin.Context) {
	order := Order{Status: c.Param("id")}
	if err := order.load(); err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, order)
}

func filled(c *gin.Context) {
	order := Order{Status: c.Param("id")}
	order.fill()
	c.JSON(http.StatusOK, order)
}

func main() {
	db, _ = gorm.Open(sqlite.Open("app.db"), &gorm.Config{})
	r := gin.Default()
	r.GET("/orders/:id", show)
	r.POST("/orders/:id/close", closeOrder)
	r.GET("/orders/:id/ignored", ignored)
	r.GET("/orders/:id/checked", checked)
	r.GET("/orders/:id/result", result)
	r.GET("/orders/:id/zero", zero)
	r.GET("/orders/:id/passed", passed)
	r.GET("/orders/:id/member", member)
	r.GET("/orders/:id/filled", filled)
	r.Run()
}
