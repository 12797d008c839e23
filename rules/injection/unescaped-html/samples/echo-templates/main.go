package main

import (
	"html/template"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"
)

type Views struct{ templates *template.Template }

func (v *Views) Render(w io.Writer, name string, data interface{}, c echo.Context) error {
	return v.templates.ExecuteTemplate(w, name, data)
}

func show(c echo.Context) error {
	return c.Render(http.StatusOK, "shown", map[string]interface{}{"note": c.QueryParam("note"), "kind": "info"})
}

func main() {
	e := echo.New()
	functions := template.FuncMap{"markup": func(text string) template.HTML { return template.HTML(text) }}
	e.Renderer = &Views{template.Must(template.New("").Funcs(functions).ParseGlob("views/*.html"))}
	e.GET("/show", show)
	// ruleid: server-without-timeouts
	e.Start(":8080")
}
