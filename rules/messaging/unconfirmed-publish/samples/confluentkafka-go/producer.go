package orders

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func placed(p *kafka.Producer, topic string, order []byte) error {
	message := &kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Value: order}
	reports := make(chan kafka.Event, 1)
	// ok: unconfirmed-publish
	if err := p.Produce(message, reports); err != nil {
		return err
	}
	// ruleid: unconfirmed-publish
	return p.Produce(message, nil)
}
