package audit

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"
	amqp "github.com/rabbitmq/amqp091-go"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

type Audit struct {
	events  *mongo.Collection
	channel *amqp.Channel
}

func (a *Audit) Add(c echo.Context) error {
	ctx := c.Request().Context()
	// ruleid: ignored-error
	a.events.InsertOne(ctx, bson.M{"path": c.Path()})
	// ruleid: ignored-error
	a.channel.PublishWithContext(ctx, "", "audit", false, false, amqp.Publishing{})
	// ruleid: ignored-error
	go a.events.DeleteMany(context.Background(), bson.M{"old": true})
	if _, err := a.events.UpdateOne(ctx, bson.M{}, bson.M{}); err != nil {
		return err
	}
	// ok: ignored-error
	return c.NoContent(http.StatusNoContent)
}

func (a *Audit) Last(ctx context.Context) (bson.M, error) {
	var event bson.M
	// ruleid: ignored-error
	a.events.FindOne(ctx, bson.M{}).Decode(&event)
	cursor, err := a.events.Find(ctx, bson.M{})
	if err != nil {
		return nil, err
	}
	// ok: ignored-error
	defer cursor.Close(ctx)
	return event, cursor.Decode(&event)
}
