package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"gorm.io/gorm"

	"example.com/echofilters/dao"
)

func filtersOf(c echo.Context) []dao.Filter {
	filters := make([]dao.Filter, 0)
	for name, values := range c.QueryParams() {
		filters = append(filters, dao.Filter{Name: name, Value: values})
	}
	return filters
}

func routes(e *echo.Echo, db *gorm.DB) {
	e.GET("/sources", func(c echo.Context) error {
		query, err := dao.Apply(db, filtersOf(c))
		if err != nil {
			return c.JSON(http.StatusBadRequest, nil)
		}
		var rows []map[string]any
		if err := query.Limit(20).Find(&rows).Error; err != nil {
			return err
		}
		return c.JSON(http.StatusOK, rows)
	})
	e.GET("/sources-unseen", func(c echo.Context) error {
		var rows []map[string]any
		if err := dao.ApplyUnseen(db, filtersOf(c)).Limit(20).Find(&rows).Error; err != nil {
			return err
		}
		return c.JSON(http.StatusOK, rows)
	})
}
