package service

import (
	"context"
	"database/sql"
	"fmt"
)

type Finder interface {
	Search(ctx context.Context, q string) (*sql.Rows, error)
	SearchBound(ctx context.Context, q string) (*sql.Rows, error)
	Sorted(ctx context.Context, sort string) (*sql.Rows, error)
}

type Repository interface {
	Run(ctx context.Context, where string) (*sql.Rows, error)
	Bound(ctx context.Context, name string) (*sql.Rows, error)
	Ordered(ctx context.Context, column string) (*sql.Rows, error)
}

type Orders struct{ repo Repository }

func NewOrders(repo Repository) *Orders { return &Orders{repo} }

func (o *Orders) Search(ctx context.Context, q string) (*sql.Rows, error) {
	return o.repo.Run(ctx, fmt.Sprintf("name = '%s'", q))
}

func (o *Orders) SearchBound(ctx context.Context, q string) (*sql.Rows, error) {
	return o.repo.Bound(ctx, "%"+q+"%")
}

func (o *Orders) Sorted(ctx context.Context, sort string) (*sql.Rows, error) {
	return o.repo.Ordered(ctx, sort)
}
