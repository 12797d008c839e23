package main

import (
	"os"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
)

func login(c *gin.Context) {
	claims := jwt.MapClaims{
		"sub": c.PostForm("email"),
		// ruleid: jwt-without-refresh
		"exp": time.Now().Add(24 * time.Hour).Unix(),
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(os.Getenv("JWT_KEY")))
	if err != nil {
		c.Status(500)
		return
	}
	c.JSON(200, gin.H{"token": token})
}

func main() {
	r := gin.Default()
	r.POST("/login", login)
	r.Run()
}
