package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"

	"example.com/filters/store"
)

var attributes = store.Attributes{"name": {Query: "o.name"}, "size": {Query: "o.size"}}

func filtersOf(c *gin.Context) store.Filters {
	filters := store.Filters{}
	for name, values := range c.Request.URL.Query() {
		filters[name] = store.Filter{Operator: "eq", Values: values}
	}
	return filters
}

func routes(r *gin.Engine, db *gorm.DB) {
	r.GET("/orders", func(c *gin.Context) {
		tx, err := filtersOf(c).Apply(db, attributes)
		if err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		var rows []map[string]any
		tx.Table("orders o").Limit(20).Find(&rows)
		c.JSON(http.StatusOK, rows)
	})
	r.GET("/all-orders", func(c *gin.Context) {
		var rows []map[string]any
		// ruleid: ignored-error
		filtersOf(c).ApplyAsGiven(db).Table("orders o").Limit(20).Find(&rows)
		c.JSON(http.StatusOK, rows)
	})
}
