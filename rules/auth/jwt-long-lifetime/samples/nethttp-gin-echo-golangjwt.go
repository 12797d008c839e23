package auth

import (
	"os"
	"time"

	ginjwt "github.com/appleboy/gin-jwt/v2"
	"github.com/golang-jwt/jwt/v5"
)

const tokenTTL = 30 * 24 * time.Hour

var key = []byte(os.Getenv("KEY"))

type Claims struct {
	Name string
	jwt.RegisteredClaims
}

func Login(id string) (string, error) {
	claims := jwt.MapClaims{
		"sub": id,
		// ruleid: jwt-long-lifetime
		"exp": time.Now().Add(time.Hour * 24 * 30).Unix(),
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func LoginConstant(id string) (string, error) {
	claims := Claims{
		Name: id,
		RegisteredClaims: jwt.RegisteredClaims{
			// ruleid: jwt-long-lifetime
			ExpiresAt: jwt.NewNumericDate(time.Now().Add(tokenTTL)),
		},
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func LoginShort(id string) (string, error) {
	claims := Claims{
		Name: id,
		RegisteredClaims: jwt.RegisteredClaims{
			// ok: jwt-long-lifetime
			ExpiresAt: jwt.NewNumericDate(time.Now().Add(15 * time.Minute)),
		},
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func LoginDate(id string) (string, error) {
	expires := time.Now().AddDate(0, 1, 0)
	claims := jwt.MapClaims{}
	claims["sub"] = id
	// ruleid: jwt-long-lifetime
	claims["exp"] = expires.Unix()
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	return token.SignedString(key)
}

func FromNew(id string) (string, error) {
	token := jwt.New(jwt.SigningMethodHS256)
	claims := token.Claims.(jwt.MapClaims)
	claims["sub"] = id
	// ruleid: jwt-long-lifetime
	claims["exp"] = time.Now().Add(72 * time.Hour).Unix()
	return token.SignedString(key)
}

func Pair(id string) (string, string, error) {
	access := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		// ok: jwt-long-lifetime
		"exp": time.Now().Add(time.Hour).Unix(),
	})
	refreshToken := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		// ok: jwt-long-lifetime
		"exp": time.Now().Add(time.Hour * 24 * 30).Unix(),
	})
	// ruleid: swallowed-error
	a, _ := access.SignedString(key)
	r, err := refreshToken.SignedString(key)
	return a, r, err
}

func Middleware() (*ginjwt.GinJWTMiddleware, error) {
	return ginjwt.New(&ginjwt.GinJWTMiddleware{
		Realm: "shop",
		Key:   key,
		// ruleid: jwt-long-lifetime
		Timeout: time.Hour * 24 * 7,
		// ok: jwt-long-lifetime
		MaxRefresh: time.Hour * 24 * 30,
	})
}

func ShortMiddleware() (*ginjwt.GinJWTMiddleware, error) {
	return ginjwt.New(&ginjwt.GinJWTMiddleware{
		Key: key,
		// ok: jwt-long-lifetime
		Timeout: time.Hour,
	})
}
