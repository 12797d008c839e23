package store

import "gorm.io/gorm"

type Order struct {
	ID    uint
	State string
}

type Orders struct{ DB *gorm.DB }

func (s *Orders) Page(limit, offset int) ([]Order, error) {
	var orders []Order
	err := s.DB.Order("id").Limit(limit).Offset(offset).Find(&orders).Error
	return orders, err
}
