package worker

import (
	"context"
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

const autoAck = true

func run(ctx context.Context, ch *amqp.Channel) error {
	// ruleid: auto-acknowledge
	deliveries, err := ch.Consume("orders", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		process(d.Body)
	}
	// a flag held in a constant: the engine does not fold Go's booleans
	// todoruleid: auto-acknowledge
	more, err := ch.ConsumeWithContext(ctx, "orders", "", autoAck, false, false, false, nil)
	_ = more
	// ok: auto-acknowledge
	manual, err := ch.Consume(
		"orders",
		"worker",
		false,
		false,
		false,
		true,
		nil,
	)
	for d := range manual {
		// ok: auto-acknowledge
		if err := process(d.Body); err == nil {
			d.Ack(false)
		}
	}
	return err
}

func hasty(deliveries <-chan amqp.Delivery) {
	for d := range deliveries {
		// ruleid: auto-acknowledge
		d.Ack(false)
		process(d.Body)
	}
}

func poll(ch *amqp.Channel) {
	// ruleid: auto-acknowledge
	msg, ok, err := ch.Get("orders", true)
	log.Println(msg, ok, err)
}

func reply(ch *amqp.Channel) error {
	q, err := ch.QueueDeclare("", false, false, true, false, nil)
	if err != nil {
		return err
	}
	// ok: auto-acknowledge
	msgs, err := ch.Consume(q.Name, "", true, false, false, false, nil)
	for range msgs {
		return nil
	}
	return err
}

func process(body []byte) error { return nil }
