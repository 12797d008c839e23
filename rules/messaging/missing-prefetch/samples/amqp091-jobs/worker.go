package jobs

import (
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

func Start(conn *amqp.Connection, work func([]byte) error) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	// ruleid: missing-prefetch
	deliveries, err := ch.Consume("jobs", "worker", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := work(d.Body); err != nil {
			log.Print(err)
			_ = d.Nack(false, false)
			continue
		}
		_ = d.Ack(false)
	}
	// ok: missing-prefetch
	_, err = ch.Consume("jobs", "peek", true, false, false, false, nil)
	return err
}
