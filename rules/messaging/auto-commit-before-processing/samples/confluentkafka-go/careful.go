package orders

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func NewCareful(servers string) (*kafka.Consumer, error) {
	config := &kafka.ConfigMap{"bootstrap.servers": servers, "group.id": "orders"}
	_ = config.SetKey("enable.auto.commit", false)
	// ok: auto-commit-before-processing
	return kafka.NewConsumer(config)
}

func Run(consumer *kafka.Consumer, place func([]byte) error) error {
	msg, err := consumer.ReadMessage(-1)
	if err != nil {
		return err
	}
	if err := place(msg.Value); err != nil {
		return err
	}
	// ok: auto-commit-before-processing
	_, err = consumer.CommitMessage(msg)
	return err
}
