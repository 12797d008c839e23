package api

import (
	"os"
	"time"

	jwt "github.com/appleboy/gin-jwt/v2"
	"github.com/go-chi/jwtauth/v5"
	jwtware "github.com/gofiber/contrib/jwt"
	"github.com/gofiber/fiber/v2"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/lestrrat-go/jwx/v2/jwa"
	jwxt "github.com/lestrrat-go/jwx/v2/jwt"
)

var fromEnv = []byte(os.Getenv("KEY"))

func ginMiddleware() (*jwt.GinJWTMiddleware, error) {
	bad := &jwt.GinJWTMiddleware{
		Realm: "zone",
		// ruleid: jwt-hardcoded-secret
		Key:     []byte("secret key"),
		Timeout: time.Hour,
	}
	// ok: jwt-hardcoded-secret
	good := &jwt.GinJWTMiddleware{
		Realm:   "zone",
		Key:     fromEnv,
		Timeout: time.Hour,
	}
	_ = bad
	return jwt.New(good)
}

func chi() []*jwtauth.JWTAuth {
	// ruleid: jwt-hardcoded-secret
	bad := jwtauth.New("HS256", []byte("secret"), nil)
	// ok: jwt-hardcoded-secret
	good := jwtauth.New("HS256", fromEnv, nil)
	return []*jwtauth.JWTAuth{bad, good}
}

func echoSetup(e *echo.Echo) {
	// ruleid: jwt-hardcoded-secret
	e.Use(echojwt.JWT([]byte("secret")))
	// ok: jwt-hardcoded-secret
	e.Use(echojwt.JWT(fromEnv))
	// ruleid: jwt-hardcoded-secret
	e.Use(echojwt.WithConfig(echojwt.Config{SigningKey: []byte("secret")}))
	// ok: jwt-hardcoded-secret
	e.Use(echojwt.WithConfig(echojwt.Config{SigningKey: fromEnv}))
	// ruleid: jwt-hardcoded-secret
	e.Use(middleware.JWT([]byte("secret")))
	// ok: jwt-hardcoded-secret
	e.Use(middleware.Logger())
}

func fiberSetup(app *fiber.App) {
	// ruleid: jwt-hardcoded-secret
	app.Use(jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{Key: []byte("secret")}}))
	// ok: jwt-hardcoded-secret
	app.Use(jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{Key: fromEnv}}))
}

func jwx(tok jwxt.Token) ([]byte, error) {
	// ruleid: jwt-hardcoded-secret
	bad, err := jwxt.Sign(tok, jwxt.WithKey(jwa.HS256, []byte("secret")))
	if err != nil {
		return bad, err
	}
	// ok: jwt-hardcoded-secret
	return jwxt.Sign(tok, jwxt.WithKey(jwa.HS256, fromEnv))
}
