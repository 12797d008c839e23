package main

import (
	"bytes"
	"html/template"
	"net/http"
	ttemplate "text/template"

	"github.com/Masterminds/sprig/v3"
	"github.com/cbroglie/mustache"
	"github.com/flosch/pongo2/v6"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

type in struct {
	Template string `json:"template"`
	Name     string `json:"name"`
}

func std(w http.ResponseWriter, r *http.Request) {
	// ruleid: template-injection
	t, err := template.New("x").Parse("Hello " + r.FormValue("name") + "!")
	if err != nil {
		return
	}
	t.Execute(w, nil)
}

func stdSafe(w http.ResponseWriter, r *http.Request) {
	// ok: template-injection
	t, err := template.New("x").Parse("Hello {{.}}!")
	if err != nil {
		return
	}
	t.Execute(w, r.FormValue("name"))
}

func text(c *gin.Context) {
	var i in
	if err := c.ShouldBindJSON(&i); err != nil {
		return
	}
	// ruleid: template-injection
	t := ttemplate.Must(ttemplate.New("mail").Funcs(sprig.FuncMap()).Parse(i.Template))
	var buf bytes.Buffer
	t.Execute(&buf, i)
}

func pongo(c *gin.Context) {
	// ruleid: template-injection
	tpl, err := pongo2.FromString(c.PostForm("tpl"))
	if err != nil {
		return
	}
	tpl.Execute(pongo2.Context{})
	// ok: template-injection
	tpl, err = pongo2.FromString("hi {{ name }}")
	tpl.Execute(pongo2.Context{"name": c.PostForm("tpl")})
	// ruleid: template-injection
	pongo2.RenderTemplateString(c.PostForm("tpl"), pongo2.Context{})
}

func must(c echo.Context) error {
	src := c.FormValue("src")
	// ruleid: template-injection
	tpl := pongo2.Must(pongo2.FromBytes([]byte(src)))
	return tpl.ExecuteWriter(nil, c.Response())
}

func mustacheRender(c *fiber.Ctx) error {
	// ruleid: template-injection
	out, err := mustache.Render(c.Query("t"), map[string]string{})
	if err != nil {
		return err
	}
	return c.SendString(out)
}

func render(src string, data any) (string, error) {
	// ruleid: template-injection
	t, err := ttemplate.New("").Parse(src)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = t.Execute(&b, data)
	return b.String(), err
}

func viaHelper(c *fiber.Ctx) error {
	body := new(in)
	if err := c.BodyParser(body); err != nil {
		return err
	}
	_, err := render(body.Template, nil)
	return err
}

var base = template.Must(template.ParseFiles("base.html"))

func clone(w http.ResponseWriter, r *http.Request) {
	t, _ := base.Clone()
	// ruleid: template-injection
	t.New("body").Parse(r.FormValue("body"))
	t.Execute(w, nil)
	// ok: template-injection
	base.ExecuteTemplate(w, "body", r.FormValue("body"))
}

func main() {
	http.HandleFunc("/a", std)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":8080", nil)
}
