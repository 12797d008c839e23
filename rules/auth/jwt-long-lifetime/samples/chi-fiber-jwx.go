package auth

import (
	"time"

	"github.com/go-chi/jwtauth/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/golang-jwt/jwt/v4"
	"github.com/lestrrat-go/jwx/v2/jwa"
	jwxt "github.com/lestrrat-go/jwx/v2/jwt"
)

func fiberLogin(key []byte) fiber.Handler {
	return func(c *fiber.Ctx) error {
		claims := jwt.MapClaims{
			"name": "a",
			// ruleid: jwt-long-lifetime
			"exp": time.Now().Add(time.Hour * 72).Unix(),
		}
		t, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
		if err != nil {
			return err
		}
		return c.JSON(fiber.Map{"token": t})
	}
}

func chiLogin(auth *jwtauth.JWTAuth) string {
	// ruleid: jwt-long-lifetime
	_, token, _ := auth.Encode(map[string]interface{}{"id": 1, "exp": time.Now().Add(240 * time.Hour)})
	// ok: jwt-long-lifetime
	_, short, _ := auth.Encode(map[string]interface{}{"id": 1, "exp": time.Now().Add(time.Hour)})
	return token + short
}

func jwxLogin(key []byte) ([]byte, error) {
	// ruleid: jwt-long-lifetime
	tok, err := jwxt.NewBuilder().Subject("a").Expiration(time.Now().Add(30 * 24 * time.Hour)).Build()
	if err != nil {
		return nil, err
	}
	return jwxt.Sign(tok, jwxt.WithKey(jwa.HS256, key))
}

func jwxShort(key []byte) ([]byte, error) {
	// ok: jwt-long-lifetime
	tok, err := jwxt.NewBuilder().Subject("a").Expiration(time.Now().Add(30 * time.Minute)).Build()
	if err != nil {
		return nil, err
	}
	return jwxt.Sign(tok, jwxt.WithKey(jwa.HS256, key))
}
