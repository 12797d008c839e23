package orders

import (
	"context"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

func Close(ctx context.Context, orders *mongo.Collection, owner string) {
	// ruleid: write-without-filter
	// ruleid: ignored-error
	orders.DeleteMany(ctx, bson.M{})
	// ok: write-without-filter
	// ruleid: ignored-error
	orders.DeleteMany(ctx, bson.M{"owner": owner})
}
