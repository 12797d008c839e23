package auth

import (
	jwtv3 "github.com/dgrijalva/jwt-go"
	"github.com/go-chi/jwtauth/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/lestrrat-go/jwx/v2/jwa"
	jwxt "github.com/lestrrat-go/jwx/v2/jwt"
)

func echoUser(c echo.Context) error {
	// ruleid: jwt-unverified
	token, _, err := new(jwtv3.Parser).ParseUnverified(c.Request().Header.Get("Authorization"), jwtv3.MapClaims{})
	if err != nil {
		return err
	}
	return c.JSON(200, token.Claims)
}

func fiberUser(c *fiber.Ctx) error {
	// ruleid: jwt-unverified
	parser := jwtv3.Parser{SkipClaimsValidation: true}
	// ok: jwt-unverified
	token, err := parser.Parse(c.Get("Authorization"), func(t *jwtv3.Token) (interface{}, error) {
		if t.Method.Alg() != "HS256" {
			return nil, fiber.ErrUnauthorized
		}
		return c.Locals("key"), nil
	})
	if err != nil {
		return err
	}
	return c.JSON(token.Claims)
}

func chiUser(auth *jwtauth.JWTAuth, raw string) (jwxt.Token, error) {
	// ok: jwt-unverified
	return jwtauth.VerifyToken(auth, raw)
}

func jwxUser(raw []byte, key []byte) []error {
	// ruleid: jwt-unverified
	_, first := jwxt.Parse(raw, jwxt.WithVerify(false))
	// ok: jwt-unverified
	_, second := jwxt.Parse(raw, jwxt.WithKey(jwa.HS256, key))
	return []error{first, second}
}

func jwxInsecure(raw []byte) (jwxt.Token, error) {
	// ruleid: jwt-unverified
	return jwxt.ParseInsecure(raw)
}

func vendorExpiry(token *jwtv3.Token, raw string) (int64, error) {
	claims := jwtv3.StandardClaims{}
	parser := jwtv3.Parser{}
	// ok: jwt-unverified
	_, _, err := parser.ParseUnverified(raw, &claims)
	return claims.ExpiresAt, err
}
