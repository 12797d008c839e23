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
	// ruleid: ignored-error
	gob.NewDecoder(bytes.NewReader(c.Body())).Decode(&state)
	// ok: unsafe-deserialization
	// ruleid: ignored-error
	json.NewDecoder(bytes.NewReader(c.Body())).Decode(&state)
	// ok: unsafe-deserialization
	// ruleid: ignored-error
	gob.NewDecoder(bytes.NewBufferString("")).Decode(&state)
	return nil
}

type storage interface{ Get(key string) ([]byte, error) }

func session(c *fiber.Ctx, store storage) error {
	data, err := store.Get(c.Query("sid"))
	if err != nil {
		return err
	}
	var state map[string]string
	// ok: unsafe-deserialization
	return gob.NewDecoder(bytes.NewBuffer(data)).Decode(&state)
}
