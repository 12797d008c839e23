package writers

import (
	"bufio"
	"fmt"
	"html"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"os"
)

type titled struct {
	title string
	out   io.Writer
}

func (p *titled) headline() {
	// ruleid: unescaped-html
	fmt.Fprintf(p.out, "<h1>%s</h1>", p.title)
	// ok: unescaped-html
	fmt.Fprintf(p.out, "<h1>%s</h1>", html.EscapeString(p.title))
	// ok: unescaped-html
	fmt.Fprintf(p.out, "title=%s", p.title)
}

func showTitled(w http.ResponseWriter, r *http.Request) {
	p := &titled{title: r.FormValue("title"), out: w}
	p.headline()
}

func throughBuffer(w http.ResponseWriter, r *http.Request) {
	out := bufio.NewWriter(w)
	// pedantic: ignored-error
	defer out.Flush()
	// ruleid: unescaped-html
	// pedantic: ignored-error
	out.WriteString("<p>You searched for " + r.FormValue("q") + "</p>")
}

func writeItem(out io.Writer, name string) {
	// ruleid: unescaped-html
	fmt.Fprintf(out, "<li>%s</li>", name)
}

func listItems(w http.ResponseWriter, r *http.Request) {
	for _, name := range r.URL.Query()["name"] {
		writeItem(w, name)
	}
}

func onConsole(r *http.Request) {
	// ok: unescaped-html
	fmt.Fprintf(os.Stdout, "<h1>%s</h1>", r.FormValue("title"))
}

type pager interface{ HTML(pattern string) string }

func pages(p func(url.Values) pager) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		links := p(r.URL.Query())
		// ok: unescaped-html
		fmt.Fprintf(w, "<nav>%s</nav>", template.HTML(links.HTML("?page=%d")))
	}
}
