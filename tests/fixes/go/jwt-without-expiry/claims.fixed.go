package auth

import (
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

var key = []byte(os.Getenv("JWT_KEY"))

type Claims struct {
	UserID string `json:"uid"`
	jwt.RegisteredClaims
}

func inline(name string) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"sub": name,
		"exp": time.Now().Add(15 * time.Minute).Unix(),
	})
	return token.SignedString(key)
}

func kept(name string) (string, error) {
	claims := jwt.MapClaims{}
	claims["sub"] = name
	claims["exp"] = time.Now().Add(15 * time.Minute).Unix()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func registered(id string) (string, error) {
	claims := Claims{
		UserID: id,
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer:    "shop", // as others know it
			ExpiresAt: jwt.NewNumericDate(time.Now().Add(15 * time.Minute)),
		},
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func embedded(id string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, Claims{
		UserID:           id,
		RegisteredClaims: jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now().Add(15 * time.Minute))},
	}).SignedString(key)
}

func later(id string) (string, error) {
	token := jwt.New(jwt.SigningMethodHS256)
	claims := token.Claims.(jwt.MapClaims)
	claims["exp"] = time.Now().Add(15 * time.Minute).Unix()
	claims["user"] = id
	return token.SignedString(key)
}
