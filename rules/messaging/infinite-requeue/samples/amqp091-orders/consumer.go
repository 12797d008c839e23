package orders

import (
	"encoding/json"
	"errors"
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

var ErrBusy = errors.New("busy")

func consume(deliveries <-chan amqp.Delivery, place func([]byte) error) {
	for d := range deliveries {
		if err := place(d.Body); err != nil {
			log.Print(err)
			// ruleid: infinite-requeue
			_ = d.Nack(false, true)
			continue
		}
		_ = d.Ack(false)
	}
}

func decode(d amqp.Delivery) (order map[string]any, err error) {
	err = json.Unmarshal(d.Body, &order)
	if err != nil {
		// ruleid: infinite-requeue
		d.Reject(true)
	}
	return order, err
}

func consumeOnce(deliveries <-chan amqp.Delivery, place func([]byte) error) {
	for d := range deliveries {
		if err := place(d.Body); err != nil {
			// ok: infinite-requeue
			_ = d.Nack(false, !d.Redelivered)
		}
	}
}

func consumeBusy(deliveries <-chan amqp.Delivery, place func([]byte) error) {
	for d := range deliveries {
		err := place(d.Body)
		if errors.Is(err, ErrBusy) {
			// ok: infinite-requeue
			_ = d.Nack(false, true)
		} else if err != nil {
			// ok: infinite-requeue
			_ = d.Nack(false, false)
		}
	}
}

func stop(d amqp.Delivery, done <-chan struct{}) {
	select {
	case <-done:
		// ok: infinite-requeue
		_ = d.Nack(false, true)
	default:
	}
}
