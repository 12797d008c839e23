package auth

import (
	"net/http"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

var key = []byte(os.Getenv("JWT_KEY"))

type Claims struct {
	UserID string `json:"uid"`
	jwt.RegisteredClaims
}

func Login(w http.ResponseWriter, r *http.Request) {
	// ruleid: jwt-without-expiry
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": r.FormValue("name")})
	// ruleid: swallowed-error
	signed, _ := token.SignedString(key)
	_, _ = w.Write([]byte(signed))
}

func LoginTimed(w http.ResponseWriter, r *http.Request) {
	// ok: jwt-without-expiry
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"sub": r.FormValue("name"),
		"exp": time.Now().Add(15 * time.Minute).Unix(),
	})
	// ruleid: swallowed-error
	signed, _ := token.SignedString(key)
	_, _ = w.Write([]byte(signed))
}

func Custom(id string) (string, error) {
	claims := Claims{UserID: id, RegisteredClaims: jwt.RegisteredClaims{Issuer: "shop"}}
	// ruleid: jwt-without-expiry
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	return token.SignedString(key)
}

func CustomTimed(id string) (string, error) {
	claims := &Claims{
		UserID: id,
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer:    "shop",
			ExpiresAt: jwt.NewNumericDate(time.Now().Add(10 * time.Minute)),
		},
	}
	// ok: jwt-without-expiry
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func Later(id string) (string, error) {
	claims := Claims{UserID: id}
	claims.ExpiresAt = jwt.NewNumericDate(time.Now().Add(10 * time.Minute))
	// ok: jwt-without-expiry
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func FromNew(id string) (string, error) {
	// ruleid: jwt-without-expiry
	token := jwt.New(jwt.SigningMethodHS256)
	claims := token.Claims.(jwt.MapClaims)
	claims["user"] = id
	return token.SignedString(key)
}

func FromNewTimed(id string) (string, error) {
	// ok: jwt-without-expiry
	token := jwt.New(jwt.SigningMethodHS256)
	claims := token.Claims.(jwt.MapClaims)
	claims["user"] = id
	claims["exp"] = time.Now().Add(time.Hour).Unix()
	return token.SignedString(key)
}

func build(id string) jwt.MapClaims {
	claims := jwt.MapClaims{}
	claims["sub"] = id
	return claims
}

func Helper(id string) (string, error) {
	// ruleid: jwt-without-expiry
	return jwt.NewWithClaims(jwt.SigningMethodHS256, build(id)).SignedString(key)
}

func registered(id string) *jwt.RegisteredClaims {
	expires := jwt.NewNumericDate(time.Now().Add(time.Minute))
	return &jwt.RegisteredClaims{Subject: id, ExpiresAt: expires}
}

func HelperTimed(id string) (string, error) {
	// ok: jwt-without-expiry
	return jwt.NewWithClaims(jwt.SigningMethodHS256, registered(id)).SignedString(key)
}
