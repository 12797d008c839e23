package auth

import (
	"crypto/sha256"
	"encoding/hex"
)

// Stored hashes would not match any more, so it is more than one line's matter.
func hashPassword(password string) string {
	sum := sha256.Sum256([]byte(password))
	return hex.EncodeToString(sum[:])
}
