package worker

import (
	amqp "github.com/rabbitmq/amqp091-go"
)

func run(ch *amqp.Channel, handle func([]byte)) error {
	deliveries, err := ch.Consume(
		"orders", // queue
		"",       // consumer
		true,     // auto-ack
		false, false, false, nil,
	)
	if err != nil {
		return err
	}
	for d := range deliveries {
		handle(d.Body)
	}
	return nil
}

func early(deliveries <-chan amqp.Delivery, handle func([]byte)) {
	for d := range deliveries {
		d.Ack(false)
		handle(d.Body)
	}
}
