package orders

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

func open(conn *amqp.Connection) (*amqp.Channel, error) {
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	return ch, ch.Confirm(false)
}

func place(ctx context.Context, ch *amqp.Channel, order []byte) error {
	// ok: unconfirmed-publish
	return ch.PublishWithContext(ctx, "", "orders", true, false, amqp.Publishing{DeliveryMode: amqp.Persistent, Body: order})
}
