package worker

import (
	"context"
	"encoding/json"

	amqp "github.com/rabbitmq/amqp091-go"
)

func Run(ctx context.Context, ch *amqp.Channel) error {
	// ruleid: auto-acknowledge
	deliveries, err := ch.Consume("orders", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		handle(ctx, d.Body)
	}
	// ruleid: auto-acknowledge
	msgs, err := ch.ConsumeWithContext(ctx, "orders", "worker", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range msgs {
		handle(ctx, d.Body)
	}
	return nil
}

func RunCareful(ctx context.Context, ch *amqp.Channel) error {
	// ok: auto-acknowledge
	deliveries, err := ch.Consume(
		"orders", // queue
		"",       // consumer
		false,    // auto-ack
		false, false, false, nil,
	)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := handle(ctx, d.Body); err != nil {
			d.Nack(false, false)
			continue
		}
		// ok: auto-acknowledge
		d.Ack(false)
	}
	for d := range deliveries {
		// ruleid: auto-acknowledge
		d.Ack(false)
		handle(ctx, d.Body)
	}
	return nil
}

func Call(ctx context.Context, ch *amqp.Channel, body []byte) error {
	q, err := ch.QueueDeclare("", false, false, true, false, nil)
	if err != nil {
		return err
	}
	// ok: auto-acknowledge
	replies, err := ch.Consume(q.Name, "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	<-replies
	return nil
}

const autoAck = true

func Poll(ch *amqp.Channel) ([]byte, error) {
	// a boolean constant is not followed in Go
	// todoruleid: auto-acknowledge
	d, ok, err := ch.Get("orders", autoAck)
	if err != nil || !ok {
		return nil, err
	}
	return d.Body, nil
}

func handle(ctx context.Context, body []byte) error {
	var order struct{ ID int }
	return json.Unmarshal(body, &order)
}
