package pages

import (
	"net/http"
	"text/template"

	"github.com/go-chi/chi/v5"
)

var note = template.Must(template.New("note").Parse("<h1>{{.}}</h1>"))

func show(w http.ResponseWriter, r *http.Request) {
	// ruleid: unescaped-html
	note.Execute(w, chi.URLParam(r, "note"))
	// ok: unescaped-html
	note.Execute(w, "a note")
}
