package auth

import (
	"os"

	"github.com/golang-jwt/jwt/v5"
)

var key = []byte(os.Getenv("JWT_KEY"))

func issue(claims jwt.MapClaims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func check(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		return key, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
	return err
}

func expired() *jwt.Parser {
	return jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}))
}
