package orders

import "github.com/IBM/sarama"

func NewPlain(brokers []string) (sarama.SyncProducer, error) {
	// ruleid: weak-acks
	config := sarama.NewConfig()
	config.Producer.Return.Successes = true
	return sarama.NewSyncProducer(brokers, config)
}

func NewConsumer(brokers []string) (sarama.ConsumerGroup, error) {
	// ok: weak-acks
	config := sarama.NewConfig()
	return sarama.NewConsumerGroup(brokers, "orders", config)
}
