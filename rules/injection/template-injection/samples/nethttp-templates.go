package pages

import (
	"fmt"
	"html/template"
	"net/http"

	"github.com/aymerick/raymond"
	"github.com/flosch/pongo2/v6"
)

var page = template.Must(template.New("page").Parse("Hello {{.Name}}"))

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: template-injection
	t, err := template.New("hello").Parse("Hello " + name)
	if err != nil {
		return
	}
	t.Execute(w, nil)
	// ruleid: template-injection
	template.Must(template.New("hello").Parse(fmt.Sprintf("<h1>%s</h1>", name))).Execute(w, nil)
	// ruleid: template-injection
	pongo2.FromString(r.FormValue("template"))
	// ruleid: template-injection
	raymond.Render(r.FormValue("template"), nil)
	// ok: template-injection
	page.Execute(w, map[string]string{"Name": name})
	// ok: template-injection
	fixed, _ := template.New("fixed").Parse("Hello {{.}}")
	fixed.Execute(w, name)
	// ok: template-injection
	raymond.Render("Hello {{name}}", map[string]string{"name": name})
}
