package graph

import "gorm.io/gorm"

type Resolver struct {
	DB *gorm.DB
}
