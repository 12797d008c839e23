package handlers

import (
	"time"

	jwtv3 "github.com/dgrijalva/jwt-go"
	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

type jwtCustomClaims struct {
	Name  string `json:"name"`
	Admin bool   `json:"admin"`
	jwtv3.StandardClaims
}

type timedClaims struct {
	Name string `json:"name"`
	Till int64  `json:"exp"`
}

func (t timedClaims) Valid() error { return nil }

func GinLogin(secret []byte) gin.HandlerFunc {
	return func(c *gin.Context) {
		claims := jwtv3.MapClaims{}
		claims["authorized"] = true
		// ruleid: jwt-without-expiry
		at := jwtv3.NewWithClaims(jwtv3.SigningMethodHS256, claims)
		// ruleid: swallowed-error
		token, _ := at.SignedString(secret)
		c.JSON(200, gin.H{"token": token})
	}
}

func GinLoginTimed(secret []byte) gin.HandlerFunc {
	return func(c *gin.Context) {
		claims := jwtv3.MapClaims{}
		claims["authorized"] = true
		claims["exp"] = time.Now().Add(time.Minute * 15).Unix()
		// ok: jwt-without-expiry
		at := jwtv3.NewWithClaims(jwtv3.SigningMethodHS256, claims)
		// ruleid: swallowed-error
		token, _ := at.SignedString(secret)
		c.JSON(200, gin.H{"token": token})
	}
}

func EchoLogin(secret []byte) echo.HandlerFunc {
	return func(c echo.Context) error {
		claims := &jwtCustomClaims{"Jon", true, jwtv3.StandardClaims{Issuer: "me"}}
		// ruleid: jwt-without-expiry
		token := jwtv3.NewWithClaims(jwtv3.SigningMethodHS256, claims)
		t, err := token.SignedString(secret)
		if err != nil {
			return err
		}
		timed := &jwtCustomClaims{"Jon", true, jwtv3.StandardClaims{ExpiresAt: time.Now().Add(time.Hour).Unix()}}
		// ok: jwt-without-expiry
		other := jwtv3.NewWithClaims(jwtv3.SigningMethodHS256, timed)
		// ok: jwt-without-expiry
		tagged := jwtv3.NewWithClaims(jwtv3.SigningMethodHS256, timedClaims{Name: "Jon", Till: time.Now().Unix() + 60})
		// ruleid: swallowed-error
		o, _ := other.SignedString(secret)
		// ruleid: swallowed-error
		g, _ := tagged.SignedString(secret)
		return c.JSON(200, echo.Map{"token": t, "other": o, "tagged": g})
	}
}
