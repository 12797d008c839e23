package reports

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Report struct {
	ID    string
	Title string
}

var db *gorm.DB

func show(c *gin.Context) {
	id := c.Param("id")
	var report Report
	if err := db.First(&report, "id = ?", id).Error; err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	// ok: path-traversal
	c.File("/reports/" + id + ".pdf")
}

func unasked(c *gin.Context) {
	id := c.Param("id")
	var report Report
	db.First(&report, "id = ?", id)
	// ruleid: path-traversal
	c.File("/reports/" + id + ".pdf")
}

func titled(c *gin.Context) {
	title := c.Param("title")
	var report Report
	if err := db.Where("title = ?", title).First(&report).Error; err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	// ruleid: path-traversal
	c.File("/reports/" + title + ".pdf")
}
