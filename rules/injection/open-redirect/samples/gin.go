package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func Routes(r *gin.Engine) {
	r.GET("/go", func(c *gin.Context) {
		// ruleid: open-redirect
		c.Redirect(http.StatusFound, c.Query("url"))
	})
	r.POST("/login", func(c *gin.Context) {
		next := c.DefaultPostForm("next", "/")
		// ruleid: open-redirect
		c.Redirect(http.StatusSeeOther, next)
		// ruleid: open-redirect
		c.Header("Location", next)
		// ok: open-redirect
		c.Redirect(http.StatusSeeOther, "/users/"+c.Param("id"))
	})
}
