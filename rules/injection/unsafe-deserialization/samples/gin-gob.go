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
	gob.NewDecoder(c.Request.Body).Decode(&state)
	// ok: unsafe-deserialization
	json.NewDecoder(c.Request.Body).Decode(&state)
	// ok: unsafe-deserialization
	gob.NewDecoder(bytes.NewBufferString("")).Decode(&state)
	return 
}
