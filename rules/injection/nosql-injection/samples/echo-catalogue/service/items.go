package service

import (
	"context"
	"strconv"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
)

// Rows is what a store can do; it is handed in.
type Rows interface {
	Matching(ctx context.Context, filter bson.M) ([]bson.M, error)
	FindNamed(ctx context.Context, filter bson.M) ([]bson.M, error)
	FindWhere(ctx context.Context, script string) ([]bson.M, error)
	FindBelow(ctx context.Context, price int) ([]bson.M, error)
	FindOne(ctx context.Context, id primitive.ObjectID) (bson.M, error)
}

type Items struct{ rows Rows }

func New(rows Rows) *Items { return &Items{rows: rows} }

func (i *Items) Search(ctx context.Context, filter bson.M) ([]bson.M, error) {
	return i.rows.Matching(ctx, filter)
}

func (i *Items) Named(ctx context.Context, name string) ([]bson.M, error) {
	return i.rows.FindNamed(ctx, bson.M{"name": name})
}

func (i *Items) Cheaper(ctx context.Context, text, number string) ([]bson.M, error) {
	price, err := strconv.Atoi(number)
	if err != nil {
		return nil, err
	}
	if found, err := i.rows.FindBelow(ctx, price); err == nil {
		return found, nil
	}
	return i.rows.FindWhere(ctx, "this.price < "+text)
}

func (i *Items) One(ctx context.Context, id string) (bson.M, error) {
	key, err := primitive.ObjectIDFromHex(id)
	if err != nil {
		return nil, err
	}
	return i.rows.FindOne(ctx, key)
}
