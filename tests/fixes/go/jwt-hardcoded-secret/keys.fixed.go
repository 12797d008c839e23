package auth

import (
	"os"

	"github.com/golang-jwt/jwt/v5"
)

var signingKey = os.Getenv("JWT_SECRET")

func sign(token *jwt.Token) (string, error) {
	if first, err := token.SignedString([]byte(os.Getenv("JWT_SECRET"))); err != nil {
		return first, err
	}
	return token.SignedString([]byte(signingKey))
}
