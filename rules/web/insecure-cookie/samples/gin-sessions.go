package web

import (
	"net/http"

	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
)

func login(c *gin.Context, token string, https bool) {
	c.SetSameSite(http.SameSiteLaxMode)
	// ruleid: insecure-cookie
	c.SetCookie("token", token, 3600, "/", "", false, true)
	// ruleid: insecure-cookie
	c.SetCookie("token", token, 3600, "/", "", true, false)
	// ok: insecure-cookie
	c.SetCookie("token", token, 3600, "/", "", true, true)
	// ok: insecure-cookie
	c.SetCookie("token", token, 3600, "/", "", https, true)
	// ok: insecure-cookie
	c.SetCookie("token", "", -1, "/", "", false, false)
}

func store(key []byte) cookie.Store {
	// ruleid: insecure-cookie
	return cookie.NewStore(key)
}
