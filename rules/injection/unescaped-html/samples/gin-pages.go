package pages

import (
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"
)

func routes(r *gin.Engine) {
	r.GET("/hello", func(c *gin.Context) {
		// ruleid: unescaped-html
		c.Data(http.StatusOK, "text/html; charset=utf-8", []byte("<h1>"+c.Query("name")+"</h1>"))
	})
	r.GET("/note", func(c *gin.Context) {
		// ruleid: unescaped-html
		c.HTML(http.StatusOK, "note.html", gin.H{"note": template.HTML(c.Query("note"))})
	})
	r.GET("/text", func(c *gin.Context) {
		// ok: unescaped-html
		c.String(http.StatusOK, "Hello %s", c.Query("name"))
		// ok: unescaped-html
		c.HTML(http.StatusOK, "note.html", gin.H{"note": c.Query("note")})
	})
}
