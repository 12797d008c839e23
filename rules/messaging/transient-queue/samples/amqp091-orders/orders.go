package orders

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

const queueName = "orders"

type Broker struct {
	ch *amqp.Channel
}

func (b *Broker) Declare() error {
	// ok: transient-queue
	if _, err := b.ch.QueueDeclare(queueName, true, false, false, false, nil); err != nil {
		return err
	}
	// ruleid: transient-queue
	if _, err := b.ch.QueueDeclare("invoices", false, false, false, false, nil); err != nil {
		return err
	}
	// ruleid: transient-queue
	_, err := b.ch.QueueDeclare(
		"shipments", // name
		false,       // durable
		false,       // delete when unused
		false,       // exclusive
		false,       // no-wait
		nil,         // arguments
	)
	if err != nil {
		return err
	}
	// ok: transient-queue
	if _, err := b.ch.QueueDeclare("", false, false, true, false, nil); err != nil {
		return err
	}
	// ok: transient-queue
	if _, err := b.ch.QueueDeclare("session", false, true, false, false, nil); err != nil {
		return err
	}
	return b.ch.ExchangeDeclare("news", "fanout", true, false, false, false, nil)
}

func (b *Broker) Publish(ctx context.Context, body []byte) error {
	// ruleid: transient-queue
	return b.ch.PublishWithContext(ctx, "", queueName, false, false, amqp.Publishing{
		ContentType: "application/json",
		Body:        body,
	})
}

func (b *Broker) PublishSafely(ctx context.Context, body []byte) error {
	msg := amqp.Publishing{ContentType: "application/json", Body: body}
	msg.DeliveryMode = amqp.Persistent
	// ok: transient-queue
	if err := b.ch.PublishWithContext(ctx, "", queueName, false, false, msg); err != nil {
		return err
	}
	// ok: transient-queue
	return b.ch.Publish("", queueName, false, false, amqp.Publishing{DeliveryMode: 2, Body: body})
}

func (b *Broker) News(ctx context.Context, body []byte) error {
	// ok: transient-queue
	return b.ch.PublishWithContext(ctx, "news", "", false, false, amqp.Publishing{Body: body})
}

func (b *Broker) Answer(ctx context.Context, d amqp.Delivery, body []byte) error {
	// ok: transient-queue
	return b.ch.PublishWithContext(ctx, "", d.ReplyTo, false, false, amqp.Publishing{CorrelationId: d.CorrelationId, Body: body})
}
