package accounts

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

func Login(c *gin.Context) {
	user, err := find(c.PostForm("email"))
	if err != nil {
		// ruleid: user-enumeration
		c.JSON(http.StatusNotFound, gin.H{"error": "user not found"})
		return
	}
	if !verify(user, c.PostForm("password")) {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "wrong password"})
		return
	}
	c.Status(http.StatusNoContent)
}

func LoginSafely(c *gin.Context) {
	user, err := find(c.PostForm("email"))
	if err != nil {
		log.Printf("user not found")
	}
	if err != nil || !verify(user, c.PostForm("password")) {
		// ok: user-enumeration
		c.JSON(http.StatusUnauthorized, gin.H{"error": "wrong email or password"})
		return
	}
	c.Status(http.StatusNoContent)
}

func Show(c *gin.Context) {
	// ok: user-enumeration
	c.JSON(http.StatusNotFound, gin.H{"error": "user not found"})
}
