package orders

import (
	"encoding/json"
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

func handle(d amqp.Delivery, place func(Order) error) {
	var order Order
	if err := json.Unmarshal(d.Body, &order); err != nil {
		log.Printf("not an order: %v", err)
		// ruleid: missing-dead-letter
		_ = d.Nack(false, false)
		return
	}
	if err := place(order); err != nil {
		// ok: missing-dead-letter
		_ = d.Nack(false, true)
		return
	}
	// ok: missing-dead-letter
	_ = d.Ack(false)
}

type Order struct {
	ID int `json:"id"`
}

func declare(ch *amqp.Channel) error {
	_, err := ch.QueueDeclare("orders", true, false, false, false, amqp.Table{"x-queue-type": "quorum"})
	return err
}
