package state

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"github.com/gofiber/fiber/v2"
)

func restore(c *fiber.Ctx) error {
	var state map[string]string
	// ruleid: unsafe-deserialization
	gob.NewDecoder(bytes.NewReader(c.Body())).Decode(&state)
	// ok: unsafe-deserialization
	json.NewDecoder(bytes.NewReader(c.Body())).Decode(&state)
	// ok: unsafe-deserialization
	gob.NewDecoder(bytes.NewBufferString("")).Decode(&state)
	return nil
}
