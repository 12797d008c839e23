package orders

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func New(servers string) (*kafka.Producer, error) {
	// ruleid: weak-acks
	return kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": servers, "acks": 1})
}

func NewSafe(servers string) (*kafka.Producer, error) {
	// ok: weak-acks
	return kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": servers, "acks": "all"})
}
