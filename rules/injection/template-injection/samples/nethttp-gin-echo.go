package web

import (
	"html/template"
	"net/http"
	texttemplate "text/template"

	"github.com/flosch/pongo2/v6"
	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

const page = "<p>Hello {{.Name}}</p>"

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: template-injection
	t, err := template.New("hello").Parse("<p>Hello " + name + "</p>")
	if err != nil {
		http.Error(w, "bad template", http.StatusBadRequest)
		return
	}
	t.Execute(w, nil)
}

func safe(w http.ResponseWriter, r *http.Request) {
	// ok: template-injection
	t := template.Must(template.New("hello").Parse(page))
	t.Execute(w, map[string]string{"Name": r.FormValue("name")})
}

func preview(c *gin.Context) {
	var in struct{ Source string }
	if err := c.ShouldBindJSON(&in); err != nil {
		return
	}
	t := template.New("preview")
	// ruleid: template-injection
	if _, err := t.Parse(in.Source); err != nil {
		return
	}
	// ruleid: template-injection
	other, _ := pongo2.FromString(in.Source)
	_ = other
}

func echoHello(c echo.Context) error {
	// ok: template-injection
	t, err := texttemplate.New("x").Parse("Hello {{.}}")
	if err != nil {
		return err
	}
	return t.Execute(c.Response(), c.QueryParam("name"))
}
