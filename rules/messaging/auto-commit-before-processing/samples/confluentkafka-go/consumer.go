package orders

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func New(servers string) (*kafka.Consumer, error) {
	// ruleid: auto-commit-before-processing
	return kafka.NewConsumer(&kafka.ConfigMap{
		"bootstrap.servers": servers,
		"group.id":          "orders",
		"auto.offset.reset": "earliest",
	})
}
