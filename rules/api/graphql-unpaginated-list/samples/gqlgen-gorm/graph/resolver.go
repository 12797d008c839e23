package graph

import (
	"context"

	"gorm.io/gorm"
)

type Resolver struct {
	DB *gorm.DB
}

type queryResolver struct{ *Resolver }
type orderResolver struct{ *Resolver }

func (r *queryResolver) Orders(ctx context.Context) ([]*Order, error) {
	var orders []*Order
	err := r.DB.Find(&orders).Error
	return orders, err
}

func (r *queryResolver) Newest(ctx context.Context) ([]*Order, error) {
	var orders []*Order
	err := r.DB.Order("created_at desc").Limit(10).Find(&orders).Error
	return orders, err
}

func (r *orderResolver) Events(ctx context.Context, obj *Order) ([]*Event, error) {
	var events []*Event
	err := r.DB.Where("order_id = ?", obj.ID).Find(&events).Error
	return events, err
}
