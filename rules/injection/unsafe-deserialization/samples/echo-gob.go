package state

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"github.com/labstack/echo/v4"
)

func restore(c echo.Context) error {
	var state map[string]string
	// ruleid: unsafe-deserialization
	// ruleid: ignored-error
	gob.NewDecoder(c.Request().Body).Decode(&state)
	// ok: unsafe-deserialization
	// ruleid: ignored-error
	json.NewDecoder(c.Request().Body).Decode(&state)
	// ok: unsafe-deserialization
	// ruleid: ignored-error
	gob.NewDecoder(bytes.NewBufferString("")).Decode(&state)
	return nil
}
