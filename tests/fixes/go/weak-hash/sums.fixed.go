package sums

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

func sign(payload []byte) string {
	sum := sha256.Sum256(payload)
	return hex.EncodeToString(sum[:])
}

func token(user, key []byte) []byte {
	signature := hmac.New(sha256.New, key)
	signature.Write(user)
	return signature.Sum(nil)
}
