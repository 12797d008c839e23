// Package queue sends and receives the shop's events.
package queue

import (
	"context"
	"encoding/json"

	amqp "github.com/rabbitmq/amqp091-go"
)

const name = "orders"

type Event struct {
	Type    string `json:"type"`
	OrderID uint   `json:"order_id"`
}

func open(url string) (*amqp.Connection, *amqp.Channel, error) {
	connection, err := amqp.Dial(url)
	if err != nil {
		return nil, nil, err
	}
	channel, err := connection.Channel()
	if err != nil {
		connection.Close()
		return nil, nil, err
	}
	_, err = channel.QueueDeclare(name, true, false, false, false, nil)
	return connection, channel, err
}

func Publish(ctx context.Context, url string, event Event) error {
	connection, channel, err := open(url)
	if err != nil {
		return err
	}
	defer connection.Close()
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return channel.PublishWithContext(ctx, "", name, false, false, amqp.Publishing{
		ContentType:  "application/json",
		DeliveryMode: amqp.Persistent,
		Body:         body,
	})
}

// Consume calls handle for each event until the connection ends.
func Consume(url string, handle func(Event)) error {
	connection, channel, err := open(url)
	if err != nil {
		return err
	}
	defer connection.Close()
	deliveries, err := channel.Consume(name, "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for delivery := range deliveries {
		var event Event
		if err := json.Unmarshal(delivery.Body, &event); err != nil {
			continue
		}
		handle(event)
	}
	return nil
}
