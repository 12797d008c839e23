package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

var languages = map[string]string{"de": "/de", "en": "/en"}

type answer struct{ to string }

func (a answer) send(c *gin.Context) {
	// ruleid: open-redirect
	c.Redirect(http.StatusSeeOther, a.to)
}

func (a answer) sendKnown(c *gin.Context) {
	// ok: open-redirect
	c.Redirect(http.StatusSeeOther, a.to)
}
