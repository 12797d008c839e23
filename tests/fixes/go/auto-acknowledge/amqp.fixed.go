package worker

import (
	amqp "github.com/rabbitmq/amqp091-go"
)

func run(ch *amqp.Channel, handle func([]byte)) error {
	if err := ch.Qos(10, 0, false); err != nil {
		return err
	}
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
		handle(d.Body)
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}

func early(deliveries <-chan amqp.Delivery, handle func([]byte)) {
	for d := range deliveries {
		handle(d.Body)
		d.Ack(false)
	}
}
