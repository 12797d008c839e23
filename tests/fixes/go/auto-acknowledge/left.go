package worker

import (
	amqp "github.com/rabbitmq/amqp091-go"
)

// A round that may end in its middle would leave its message unacknowledged.
func run(ch *amqp.Channel, handle func([]byte) error) error {
	deliveries, err := ch.Consume("orders", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := handle(d.Body); err != nil {
			continue
		}
	}
	return nil
}
