package orders

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

func declare(ch *amqp.Channel) error {
	if _, err := ch.QueueDeclare("orders", true, false, false, false, nil); err != nil {
		return err
	}
	_, err := ch.QueueDeclare(
		"shipments", // name
		false,       // durable
		false,       // delete when unused
		false,       // exclusive
		false,       // no-wait
		nil,         // arguments
	)
	return err
}

func publish(ctx context.Context, ch *amqp.Channel, body []byte) error {
	return ch.PublishWithContext(ctx, "", "orders", false, false, amqp.Publishing{
		ContentType: "application/json",
		Body:        body,
	})
}
