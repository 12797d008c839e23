package orders

import (
	"log"

	"github.com/IBM/sarama"
)

type handler struct {
	place func([]byte) error
}

func (h *handler) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		// ruleid: auto-commit-before-processing
		session.MarkMessage(msg, "")
		if err := h.place(msg.Value); err != nil {
			log.Print(err)
		}
	}
	return nil
}

type careful struct {
	place func([]byte) error
}

func (h *careful) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		if err := h.place(msg.Value); err != nil {
			return err
		}
		// ok: auto-commit-before-processing
		session.MarkMessage(msg, "")
		log.Printf("done with %d", msg.Offset)
	}
	return nil
}
