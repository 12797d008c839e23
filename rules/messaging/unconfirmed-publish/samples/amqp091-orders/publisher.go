package orders

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

func place(ctx context.Context, ch *amqp.Channel, order []byte) error {
	// ruleid: unconfirmed-publish
	return ch.PublishWithContext(ctx, "", "orders", true, false, amqp.Publishing{DeliveryMode: amqp.Persistent, Body: order})
}

func answer(ctx context.Context, ch *amqp.Channel, d amqp.Delivery, body []byte) error {
	// ok: unconfirmed-publish
	return ch.PublishWithContext(ctx, "", d.ReplyTo, false, false, amqp.Publishing{Body: body})
}
