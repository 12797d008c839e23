package dao

import (
	"fmt"
	"regexp"

	"gorm.io/gorm"
)

var columnName = regexp.MustCompile(`^[a-z_]+$`)

type Filter struct {
	Name  string
	Value []string
}

func IsValidColumnName(name string) bool {
	return columnName.MatchString(name)
}

func Apply(query *gorm.DB, filters []Filter) (*gorm.DB, error) {
	for _, filter := range filters {
		var filterName string
		if filter.Name != "" && !IsValidColumnName(filter.Name) {
			return nil, fmt.Errorf("invalid filter parameter")
		}
		if query.Statement.Table != "" {
			filterName = fmt.Sprintf("%v.%v", query.Statement.Table, filter.Name)
		} else {
			filterName = filter.Name
		}
		// ok: sql-injection
		query = query.Where(fmt.Sprintf("%v IN ?", filterName), filter.Value)
	}
	return query, nil
}

func ApplyUnseen(query *gorm.DB, filters []Filter) *gorm.DB {
	for _, filter := range filters {
		filterName := fmt.Sprintf("%v.%v", query.Statement.Table, filter.Name)
		// ruleid: sql-injection
		query = query.Where(fmt.Sprintf("%v IN ?", filterName), filter.Value)
	}
	return query
}
