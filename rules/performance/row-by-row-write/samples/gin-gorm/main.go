package main

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Line struct {
	ID  uint
	SKU string
}

type Handler struct{ db *gorm.DB }

func main() {
	var db *gorm.DB
	h := &Handler{db: db}
	r := gin.Default()
	r.POST("/lines", h.create)
	r.POST("/lines/together", h.together)
	r.Run()
}

func (h *Handler) create(c *gin.Context) {
	var skus []string
	c.ShouldBindJSON(&skus)
	for _, sku := range skus {
		// ruleid: row-by-row-write
		h.db.Create(&Line{SKU: sku})
	}
}

func (h *Handler) together(c *gin.Context) {
	var lines []Line
	c.ShouldBindJSON(&lines)
	// ok: row-by-row-write
	h.db.CreateInBatches(lines, 500)
}
