package state

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"github.com/gin-gonic/gin"
)

func restore(c *gin.Context)  {
	var state map[string]string
	// ruleid: unsafe-deserialization
	// ruleid: ignored-error
	gob.NewDecoder(c.Request.Body).Decode(&state)
	// ok: unsafe-deserialization
	// ruleid: ignored-error
	json.NewDecoder(c.Request.Body).Decode(&state)
	// ok: unsafe-deserialization
	// ruleid: ignored-error
	gob.NewDecoder(bytes.NewBufferString("")).Decode(&state)
	return 
}
