package store

import (
	"context"
	"fmt"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo"
)

type Items struct{ rows *mongo.Collection }

func New(db *mongo.Database) *Items { return &Items{rows: db.Collection("items")} }

func (s *Items) Matching(ctx context.Context, filter bson.M) ([]bson.M, error) {
	// ruleid: nosql-injection
	found, err := s.rows.Find(ctx, filter)
	if err != nil {
		return nil, err
	}
	return all(ctx, found)
}

func (s *Items) FindNamed(ctx context.Context, filter bson.M) ([]bson.M, error) {
	// ok: nosql-injection
	found, err := s.rows.Find(ctx, filter)
	if err != nil {
		return nil, err
	}
	return all(ctx, found)
}

func (s *Items) FindWhere(ctx context.Context, script string) ([]bson.M, error) {
	// ruleid: nosql-injection
	found, err := s.rows.Find(ctx, bson.M{"$where": script})
	if err != nil {
		return nil, err
	}
	return all(ctx, found)
}

func (s *Items) FindBelow(ctx context.Context, price int) ([]bson.M, error) {
	// ok: nosql-injection
	found, err := s.rows.Find(ctx, bson.M{"$where": fmt.Sprintf("this.price < %d", price)})
	if err != nil {
		return nil, err
	}
	return all(ctx, found)
}

func (s *Items) FindOne(ctx context.Context, id primitive.ObjectID) (bson.M, error) {
	var found bson.M
	// ok: nosql-injection
	err := s.rows.FindOne(ctx, bson.M{"_id": id}).Decode(&found)
	return found, err
}

func all(ctx context.Context, found *mongo.Cursor) ([]bson.M, error) {
	defer found.Close(ctx)
	var rows []bson.M
	return rows, found.All(ctx, &rows)
}
