package auth

import (
	"encoding/hex"
	"math/rand"
)

func newSessionID() string {
	b := make([]byte, 16)
	rand.Read(b)
	return hex.EncodeToString(b)
}
