package main

import (
	"os"

	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
)

func transfer(c *gin.Context) {
	c.JSON(200, gin.H{"from": sessions.Default(c).Get("user")})
}

func main() {
	// ruleid: csrf-disabled
	r := gin.Default()
	r.Use(sessions.Sessions("shop", cookie.NewStore([]byte(os.Getenv("SECRET")))))
	r.POST("/transfer", transfer)
	r.Run()
}
