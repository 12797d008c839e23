package orders

import (
	"log"

	"github.com/segmentio/kafka-go"
)

func Fast(broker string) *kafka.Writer {
	return &kafka.Writer{
		Addr:         kafka.TCP(broker),
		RequiredAcks: kafka.RequireAll,
		// ruleid: unconfirmed-publish
		Async: true,
	}
}

func Noted(broker string) *kafka.Writer {
	return &kafka.Writer{
		Addr:         kafka.TCP(broker),
		RequiredAcks: kafka.RequireAll,
		// ok: unconfirmed-publish
		Async: true,
		Completion: func(messages []kafka.Message, err error) {
			if err != nil {
				log.Print(err)
			}
		},
	}
}
