package main

import (
	"strconv"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type System struct {
	ID   uint
	Name string
}

type ListMeta struct {
	Limit  int
	Offset int
}

var db *gorm.DB

func ApplyLimitOffset(tx *gorm.DB, meta *ListMeta) *gorm.DB {
	if meta.Limit != -1 {
		tx = tx.Limit(meta.Limit)
	}
	tx = tx.Offset(meta.Offset)
	return tx
}

func LoadLimit(c *gin.Context) (int, error) {
	limit, err := strconv.Atoi(c.Query("limit"))
	if err != nil {
		return 0, err
	}
	return limit, nil
}

func ListCommon(tx *gorm.DB, c *gin.Context) (*gorm.DB, *ListMeta, error) {
	limit, err := LoadLimit(c)
	if err != nil {
		return nil, nil, err
	}
	meta := ListMeta{Limit: limit, Offset: 0}
	tx = ApplyLimitOffset(tx, &meta)
	return tx, &meta, nil
}

func systems(c *gin.Context) {
	query, _, err := ListCommon(db.Table("systems"), c)
	if err != nil {
		return
	}
	var found []System
	query.Find(&found)
	c.JSON(200, found)
}

func all(c *gin.Context) {
	query := Named(db.Table("systems"), c.Query("name"))
	var found []System
	query.Find(&found)
	c.JSON(200, found)
}

func Named(tx *gorm.DB, name string) *gorm.DB {
	if name != "" {
		tx = tx.Where("name = ?", name)
	}
	return tx
}

func main() {
	r := gin.Default()
	// ok: unpaginated-list
	r.GET("/systems", systems)
	// ruleid: unpaginated-list
	r.GET("/all/systems", all)
	r.Run()
}
