package pages

import (
	"net/http"
	"text/template"

	"github.com/go-chi/chi/v5"
)

func routes(r chi.Router) {
	r.Get("/hello/{name}", func(w http.ResponseWriter, req *http.Request) {
		name := chi.URLParam(req, "name")
		// ruleid: template-injection
		t := template.Must(template.New("hello").Parse("Hello " + name))
		t.Execute(w, nil)
		// ok: template-injection
		fixed := template.Must(template.New("fixed").Parse("Hello {{.}}"))
		// ruleid: unescaped-html
		fixed.Execute(w, name)
	})
}
