package pages

import (
	"fmt"
	"net/http"
)

type page struct{ title string }

func (p page) write(w http.ResponseWriter) {
	// ruleid: unescaped-html
	fmt.Fprintf(w, "<html><h1>%s</h1></html>", p.title)
}

func (p page) writeEscaped(w http.ResponseWriter) {
	// ok: unescaped-html
	fmt.Fprintf(w, "<html><h1>%s</h1></html>", p.title)
}

func writeAmount(w http.ResponseWriter, amount int) {
	// ok: unescaped-html
	fmt.Fprintf(w, "<html><h1>%d</h1></html>", amount)
}
