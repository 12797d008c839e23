package orders

import (
	"context"
	"log"

	"github.com/segmentio/kafka-go"
)

type Consumer struct {
	reader *kafka.Reader
}

func New(brokers []string) *Consumer {
	return &Consumer{reader: kafka.NewReader(kafka.ReaderConfig{Brokers: brokers, GroupID: "orders", Topic: "orders"})}
}

func (c *Consumer) Run(ctx context.Context, place func([]byte) error) error {
	for {
		// ruleid: auto-commit-before-processing
		m, err := c.reader.ReadMessage(ctx)
		if err != nil {
			return err
		}
		if err := place(m.Value); err != nil {
			log.Print(err)
		}
	}
}

func (c *Consumer) RunSafely(ctx context.Context, place func([]byte) error) error {
	for {
		m, err := c.reader.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := place(m.Value); err != nil {
			return err
		}
		// ok: auto-commit-before-processing
		if err := c.reader.CommitMessages(ctx, m); err != nil {
			return err
		}
		log.Printf("done with %d", m.Offset)
	}
}

func (c *Consumer) RunHastily(ctx context.Context, place func([]byte) error) error {
	m, err := c.reader.FetchMessage(ctx)
	if err != nil {
		return err
	}
	// ruleid: auto-commit-before-processing
	if err := c.reader.CommitMessages(ctx, m); err != nil {
		return err
	}
	return place(m.Value)
}

func Tail(ctx context.Context, brokers []string) error {
	reader := kafka.NewReader(kafka.ReaderConfig{Brokers: brokers, Topic: "orders", Partition: 0})
	// ok: auto-commit-before-processing
	m, err := reader.ReadMessage(ctx)
	log.Print(string(m.Value))
	return err
}

func (c *Consumer) RunThrough(ctx context.Context, handle func(kafka.Message) error) error {
	for {
		m, err := c.reader.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := handle(m); err != nil {
			return err
		}
		// ok: auto-commit-before-processing
		err = c.reader.CommitMessages(ctx, m)
		if err != nil {
			log.Default().Print("not committed", string(m.Key))
		}
	}
}

// Who calls this one decides.
func (c *Consumer) ReadMessage(ctx context.Context) (kafka.Message, error) {
	// ok: auto-commit-before-processing
	return c.reader.ReadMessage(ctx)
}
