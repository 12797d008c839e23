package pages

import (
	"fmt"
	"html"
	"html/template"
	"io"
	"net/http"

	"github.com/microcosm-cc/bluemonday"
)

var page = template.Must(template.New("page").Parse("<h1>{{.}}</h1>"))

func hello(w http.ResponseWriter, r *http.Request) {
	// ruleid: unescaped-html
	fmt.Fprintf(w, "<h1>Hello %s</h1>", r.FormValue("name"))
}

func first(w http.ResponseWriter, r *http.Request) {
	// ruleid: unescaped-html
	fmt.Fprintf(w, "%s is not known", r.URL.Query().Get("name"))
}

func bytes(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: unescaped-html
	_, _ = w.Write([]byte("<p>" + name + "</p>"))
	// ruleid: unescaped-html
	_, _ = io.WriteString(w, "<p>"+name+"</p>")
}

func labelled(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	// ruleid: unescaped-html
	fmt.Fprintln(w, "Hello", r.FormValue("name"))
}

func marked(w http.ResponseWriter, r *http.Request) {
	// ruleid: unescaped-html
	page.Execute(w, template.HTML(r.FormValue("note")))
	// ok: unescaped-html
	page.Execute(w, r.FormValue("note"))
}

func escaped(w http.ResponseWriter, r *http.Request) {
	// ok: unescaped-html
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(r.FormValue("name")))
	// ok: unescaped-html
	page.Execute(w, template.HTML(bluemonday.UGCPolicy().Sanitize(r.FormValue("note"))))
}

func plain(w http.ResponseWriter, r *http.Request) {
	// ok: unescaped-html
	fmt.Fprintf(w, "Hello, %s", r.FormValue("name"))
}

func typed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	// ok: unescaped-html
	fmt.Fprintf(w, "%s", r.FormValue("name"))
}

func refused(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	if err != nil {
		// An error begins with a word of the code that made it: browsers are told that it is plain text.
		// ok: unescaped-html
		// pedantic: leaked-error-detail
		_, _ = w.Write([]byte(err.Error()))
		// ok: unescaped-html
		// pedantic: leaked-error-detail
		fmt.Fprintln(w, err)
		return
	}
	defer file.Close()
}
