package auth

import (
	"github.com/golang-jwt/jwt/v5"
)

const signingKey = "constant-key"

func sign(token *jwt.Token) (string, error) {
	if first, err := token.SignedString([]byte("inline")); err != nil {
		return first, err
	}
	return token.SignedString([]byte(signingKey))
}
