package orders

import "github.com/segmentio/kafka-go"

func Writers(brokers []string) []*kafka.Writer {
	return []*kafka.Writer{
		// ruleid: weak-acks
		&kafka.Writer{Addr: kafka.TCP(brokers...), Topic: "orders"},
		// ruleid: weak-acks
		&kafka.Writer{Addr: kafka.TCP(brokers...), Topic: "orders", RequiredAcks: kafka.RequireOne},
		// ok: weak-acks
		&kafka.Writer{Addr: kafka.TCP(brokers...), Topic: "orders", RequiredAcks: kafka.RequireAll},
		// ok: weak-acks
		kafka.NewWriter(kafka.WriterConfig{Brokers: brokers, Topic: "orders"}),
		// ruleid: weak-acks
		kafka.NewWriter(kafka.WriterConfig{Brokers: brokers, Topic: "orders", RequiredAcks: int(kafka.RequireNone)}),
	}
}
