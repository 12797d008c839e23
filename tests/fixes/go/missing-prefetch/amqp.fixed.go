package jobs

import (
	amqp "github.com/rabbitmq/amqp091-go"
)

func start(conn *amqp.Connection) (<-chan amqp.Delivery, error) {
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	if err := ch.Qos(10, 0, false); err != nil {
		return nil, err
	}
	return ch.Consume("jobs", "worker", false, false, false, false, nil)
}
