package auth

import (
	crand "crypto/rand"
	"encoding/hex"
	"math/rand"
	"time"

	"github.com/google/uuid"
)

func newSessionID() string {
	b := make([]byte, 16)
	crand.Read(b)
	return hex.EncodeToString(b)
}

func newSessionKey() (string, error) {
	sessionKey, err := uuid.NewRandom()
	return sessionKey.String(), err
}

func jitter() time.Duration {
	return time.Duration(rand.Intn(100)) * time.Millisecond
}
