package auth

import (
	"crypto/rand"
	"encoding/hex"
	"math/big"
)

func newToken() (string, error) {
	b := make([]byte, 32)
	// ok: predictable-token
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	// ok: predictable-token
	token := hex.EncodeToString(b)
	return token, nil
}

func newOTP() (*big.Int, error) {
	// ok: predictable-token
	otp, err := rand.Int(rand.Reader, big.NewInt(1000000))
	return otp, err
}
