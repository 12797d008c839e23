package main

import (
	"html/template"
	"net/http"
)

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"trusted": func(s string) template.HTML { return template.HTML(s) },
	"asHTML":  asHTML,
	"upper":   upper,
}).ParseFiles("templates/search.html", "templates/user.html"))

// ok: unescaped-html
func asHTML(text string) template.HTML { return template.HTML(text) }

func upper(text string) string { return text }

type Page struct {
	Query string
	Title string
	Total int
}

func search(w http.ResponseWriter, r *http.Request) {
	page := Page{Query: r.FormValue("q"), Title: "Search", Total: 3}
	pages.ExecuteTemplate(w, "search.html", page)
}

func user(w http.ResponseWriter, r *http.Request) {
	pages.ExecuteTemplate(w, "user.html", map[string]any{"Name": r.URL.Query().Get("name"), "Place": "here"})
}

func main() {
	http.HandleFunc("/search", search)
	http.HandleFunc("/user", user)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":8080", nil)
}
