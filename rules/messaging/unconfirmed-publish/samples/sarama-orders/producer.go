package orders

import "github.com/IBM/sarama"

func New(brokers []string, config *sarama.Config) (sarama.AsyncProducer, error) {
	// ruleid: unconfirmed-publish
	return sarama.NewAsyncProducer(brokers, config)
}

func NewSync(brokers []string, config *sarama.Config) (sarama.SyncProducer, error) {
	// ok: unconfirmed-publish
	return sarama.NewSyncProducer(brokers, config)
}
