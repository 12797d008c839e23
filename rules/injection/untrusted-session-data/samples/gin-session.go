package shop

import (
	"net/http"

	"github.com/gin-contrib/sessions"
	"github.com/gin-gonic/gin"
)

func become(c *gin.Context) {
	session := sessions.Default(c)
	// ruleid: untrusted-session-data
	session.Set("user_id", c.PostForm("user_id"))
	// ruleid: untrusted-session-data
	session.Set(c.PostForm("key"), "1")
	// ok: untrusted-session-data
	session.Set("theme", c.PostForm("theme"))
	if err := session.Save(); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusNoContent)
}

func signIn(c *gin.Context) {
	name := c.PostForm("name")
	user, err := findUser(name, c.PostForm("password"))
	if err != nil {
		c.Status(http.StatusUnauthorized)
		return
	}
	session := sessions.Default(c)
	// ok: untrusted-session-data
	session.Set("user_id", user.ID)
	// ok: untrusted-session-data
	session.Set("username", name)
	if err := session.Save(); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusNoContent)
}
