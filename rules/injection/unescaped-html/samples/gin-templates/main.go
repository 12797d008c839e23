package main

import (
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"
)

func main() {
	r := gin.Default()
	r.SetFuncMap(template.FuncMap{
		"safe": func(text string) template.HTML { return template.HTML(text) },
	})
	r.LoadHTMLGlob("templates/*")
	r.GET("/hello", func(c *gin.Context) {
		c.HTML(http.StatusOK, "greeting.tmpl", gin.H{"name": c.Query("name"), "title": "Hello"})
	})
	// ruleid: server-without-timeouts
	r.Run()
}
