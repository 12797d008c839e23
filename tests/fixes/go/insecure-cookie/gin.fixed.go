package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func login(c *gin.Context, token string) {
	c.SetSameSite(http.SameSiteLaxMode)
	c.SetCookie("token", token, 3600, "/", "", true, true)
}
