package api

import (
	"net/http"
	"os"
	"time"

	"github.com/go-chi/jwtauth/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/golang-jwt/jwt/v4"
	"github.com/lestrrat-go/jwx/v2/jwa"
	jwxt "github.com/lestrrat-go/jwx/v2/jwt"
)

var tokenAuth *jwtauth.JWTAuth

func init() {
	tokenAuth = jwtauth.New("HS256", []byte(os.Getenv("KEY")), nil)
}

func issue(w http.ResponseWriter, r *http.Request) {
	// ruleid: jwt-without-expiry
	_, plain, _ := tokenAuth.Encode(map[string]interface{}{"user_id": r.FormValue("id")})
	claims := map[string]interface{}{"user_id": r.FormValue("id")}
	jwtauth.SetExpiryIn(claims, 15*time.Minute)
	// ok: jwt-without-expiry
	_, timed, _ := tokenAuth.Encode(claims)
	// ruleid: unescaped-html
	_, _ = w.Write([]byte(plain + timed))
}

func fiberLogin(secret []byte) fiber.Handler {
	return func(c *fiber.Ctx) error {
		claims := jwt.MapClaims{"name": c.FormValue("name"), "admin": true}
		// ruleid: jwt-without-expiry
		token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
		t, err := token.SignedString(secret)
		if err != nil {
			return err
		}
		return c.JSON(fiber.Map{"token": t})
	}
}

func fiberLoginTimed(secret []byte) fiber.Handler {
	return func(c *fiber.Ctx) error {
		claims := jwt.MapClaims{"name": c.FormValue("name"), "exp": time.Now().Add(time.Hour).Unix()}
		// ok: jwt-without-expiry
		token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
		// ruleid: swallowed-error
		t, _ := token.SignedString(secret)
		return c.JSON(fiber.Map{"token": t})
	}
}

func jwxToken(key []byte) ([]byte, error) {
	tok, err := jwxt.NewBuilder().Issuer("me").Subject("you").Build()
	if err != nil {
		return nil, err
	}
	// ruleid: jwt-without-expiry
	return jwxt.Sign(tok, jwxt.WithKey(jwa.HS256, key))
}

func jwxTimed(key []byte) ([]byte, error) {
	tok, err := jwxt.NewBuilder().Issuer("me").Expiration(time.Now().Add(time.Minute)).Build()
	if err != nil {
		return nil, err
	}
	// ok: jwt-without-expiry
	return jwxt.Sign(tok, jwxt.WithKey(jwa.HS256, key))
}

func jwxSet(key []byte) ([]byte, error) {
	tok := jwxt.New()
	_ = tok.Set(jwxt.SubjectKey, "you")
	_ = tok.Set(jwxt.ExpirationKey, time.Now().Add(time.Minute))
	// ok: jwt-without-expiry
	return jwxt.Sign(tok, jwxt.WithKey(jwa.HS256, key))
}
