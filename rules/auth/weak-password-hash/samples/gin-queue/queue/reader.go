package queue

import (
	"context"
	"os"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/sasl"
	"github.com/segmentio/kafka-go/sasl/plain"
	"github.com/segmentio/kafka-go/sasl/scram"
)

type Message struct {
	Value []byte
}

type Handler func(message Message) error

type reader struct {
	kafka.Reader
}

var settings = struct{ KafkaUser, KafkaPassword string }{os.Getenv("KAFKA_USER"), os.Getenv("KAFKA_PASS")}

func needed(value, name string) string {
	if value == "" {
		panic(name)
	}
	return value
}

func mechanism() sasl.Mechanism {
	kafkaPassword := needed(settings.KafkaPassword, "KAFKA_PASS")
	if os.Getenv("KAFKA_SASL") == "scram" {
		made, err := scram.Mechanism(scram.SHA512, settings.KafkaUser, kafkaPassword)
		if err != nil {
			panic(err)
		}
		return made
	}
	return plain.Mechanism{Username: settings.KafkaUser, Password: kafkaPassword}
}

func dialer() *kafka.Dialer {
	made := &kafka.Dialer{DualStack: true, SASLMechanism: mechanism()}
	return made
}

func newReader(topic string) *reader {
	config := kafka.ReaderConfig{Topic: topic, Dialer: dialer()}
	return &reader{*kafka.NewReader(config)}
}

func (r *reader) handleAll(handler Handler) {
	for {
		m, err := r.FetchMessage(context.Background())
		if err != nil {
			return
		}
		message := Message{Value: m.Value}
		if err = handler(message); err != nil {
			return
		}
	}
}

func Handle(topic string, handler Handler) {
	made := newReader(topic)
	defer made.Close()
	made.handleAll(handler)
}
