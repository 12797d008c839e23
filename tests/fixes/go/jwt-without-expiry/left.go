package auth

import (
	"os"

	"github.com/golang-jwt/jwt/v5"
)

func build(id string) jwt.MapClaims {
	claims := jwt.MapClaims{}
	claims["sub"] = id
	return claims
}

// The claims are made in another function, which others may call.
func helper(id string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, build(id)).SignedString([]byte(os.Getenv("JWT_KEY")))
}
