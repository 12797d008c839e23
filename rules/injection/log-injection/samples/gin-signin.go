package signin

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

type credentials struct {
	User string `json:"user"`
}

func signIn(c *gin.Context) {
	var given credentials
	if err := c.ShouldBindJSON(&given); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	// ruleid: log-injection
	log.Printf("%d: sign-in of %s", http.StatusOK, given.User)
	// ok: log-injection
	log.Printf("%s: sign-in of %q", "shop", given.User)
	c.Status(http.StatusNoContent)
}
