package store

import "gorm.io/gorm"

type Order struct {
	ID     uint
	Status string
}

type Orders struct{ db *gorm.DB }

func NewOrders(db *gorm.DB) *Orders { return &Orders{db: db} }

func (o *Orders) All() ([]Order, error) {
	var orders []Order
	err := o.db.Where("status <> ?", "draft").Find(&orders).Error
	return orders, err
}

func (o *Orders) Page(limit, offset int) ([]Order, error) {
	var orders []Order
	err := o.db.Order("id").Limit(limit).Offset(offset).Find(&orders).Error
	return orders, err
}
