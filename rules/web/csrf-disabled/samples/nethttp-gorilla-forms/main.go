package main

import (
	"html/template"
	"net/http"

	"github.com/gorilla/csrf"
)

var pages = template.Must(template.ParseGlob("templates/*.html"))

func settings(w http.ResponseWriter, r *http.Request) {
	pages.ExecuteTemplate(w, "settings.html", map[string]any{csrf.TemplateTag: csrf.TemplateField(r)})
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/settings", settings)
	http.ListenAndServe(":8080", csrf.Protect([]byte("0123456789"))(mux))
}
