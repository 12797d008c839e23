package jobs

import amqp "github.com/rabbitmq/amqp091-go"

const inFlight = 8

func Start(conn *amqp.Connection) (<-chan amqp.Delivery, error) {
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	if err := ch.Qos(inFlight, 0, false); err != nil {
		return nil, err
	}
	// ok: missing-prefetch
	return ch.Consume("jobs", "worker", false, false, false, false, nil)
}
