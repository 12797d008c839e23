package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"example.com/signin/links"
)

type Handlers struct {
	local    links.Local
	anywhere links.Chooser
}

func New(local links.Local, anywhere links.Chooser) *Handlers {
	return &Handlers{local: local, anywhere: anywhere}
}

func (h *Handlers) Register(r *gin.Engine) {
	r.POST("/sign-in", h.signIn)
	r.POST("/sign-in/local", h.signInLocally)
	r.GET("/continue", h.keep, h.proceed)
	r.GET("/language", h.language)
}

func (h *Handlers) signIn(c *gin.Context) {
	// ruleid: open-redirect
	c.Redirect(http.StatusFound, links.Anywhere{}.Next(c.Query("next")))
}

func (h *Handlers) signInLocally(c *gin.Context) {
	// ok: open-redirect
	c.Redirect(http.StatusFound, h.local.Next(c.Query("next")))
}

func (h *Handlers) keep(c *gin.Context) {
	c.Set("return_to", c.Query("return_to"))
	c.Next()
}

func (h *Handlers) proceed(c *gin.Context) {
	target := answer{to: c.GetString("return_to")}
	target.send(c)
}

func (h *Handlers) language(c *gin.Context) {
	target := answer{to: languages[c.Query("language")]}
	target.sendKnown(c)
}
