package orders

import "github.com/IBM/sarama"

func New(brokers []string) (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.Return.Successes = true
	// ruleid: weak-acks
	config.Producer.RequiredAcks = sarama.WaitForLocal
	return sarama.NewSyncProducer(brokers, config)
}

func NewSafe(brokers []string) (sarama.SyncProducer, error) {
	// ok: weak-acks
	config := sarama.NewConfig()
	config.Producer.Return.Successes = true
	// ok: weak-acks
	config.Producer.RequiredAcks = sarama.WaitForAll
	return sarama.NewSyncProducer(brokers, config)
}

func NewChosen(brokers []string, acks string) (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.Return.Successes = true
	switch acks {
	case "none":
		// ok: weak-acks
		config.Producer.RequiredAcks = sarama.NoResponse
	default:
		// ok: weak-acks
		config.Producer.RequiredAcks = sarama.WaitForAll
	}
	return sarama.NewSyncProducer(brokers, config)
}
