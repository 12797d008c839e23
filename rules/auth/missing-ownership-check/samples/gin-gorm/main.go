package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

type Note struct {
	ID     uint
	UserID uint
	Text   string
}

var db *gorm.DB

func authRequired() gin.HandlerFunc {
	return func(c *gin.Context) {
		id, ok := userOf(c.GetHeader("Authorization"))
		if !ok {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Set("userID", id)
		c.Next()
	}
}

func userOf(token string) (uint, bool) {
	return 1, token != ""
}

func list(c *gin.Context) {
	var notes []Note
	db.Where("user_id = ?", c.GetUint("userID")).Limit(50).Find(&notes)
	c.JSON(http.StatusOK, notes)
}

func remove(c *gin.Context) {
	// Not done yet: an ownership check that answers 403.
	db.Delete(&Note{}, c.Param("id"))
	c.Status(http.StatusNoContent)
}

func update(c *gin.Context) {
	id := c.Param("id")
	var note Note
	if err := db.First(&note, id).Error; err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	note.Text = c.PostForm("text")
	db.Save(&note)
	c.JSON(http.StatusOK, note)
}

func removeOwn(c *gin.Context) {
	userID := c.MustGet("userID").(uint)
	db.Where("user_id = ?", userID).Delete(&Note{}, c.Param("id"))
	c.Status(http.StatusNoContent)
}

func updateOwn(c *gin.Context) {
	var note Note
	if err := db.First(&note, c.Param("id")).Error; err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	if note.UserID != c.GetUint("userID") {
		c.Status(http.StatusNotFound)
		return
	}
	note.Text = c.PostForm("text")
	db.Save(&note)
	c.JSON(http.StatusOK, note)
}

func main() {
	db, _ = gorm.Open(sqlite.Open("app.db"), &gorm.Config{})
	r := gin.Default()
	api := r.Group("/api", authRequired())
	api.GET("/notes", list)
	// ruleid: missing-ownership-check
	api.DELETE("/notes/:id", remove)
	// ruleid: missing-ownership-check
	api.PUT("/notes/:id", update)
	// ok: missing-ownership-check
	api.DELETE("/own/:id", removeOwn)
	// ok: missing-ownership-check
	api.PUT("/own/:id", updateOwn)
	r.Run()
}
