package pages

import (
	"html"
	"net/http"

	"example.com/pages/service"
)

type Handlers struct{ search service.Search }

func New(search service.Search) *Handlers { return &Handlers{search: search} }

func (h *Handlers) Search(w http.ResponseWriter, r *http.Request) {
	shown := page{title: h.search.Heading(r.URL.Query().Get("q"))}
	shown.write(w)
}

func (h *Handlers) SearchEscaped(w http.ResponseWriter, r *http.Request) {
	shown := page{title: html.EscapeString(h.search.Heading(r.URL.Query().Get("q")))}
	shown.writeEscaped(w)
}

func (h *Handlers) Count(w http.ResponseWriter, r *http.Request) {
	writeAmount(w, h.search.Amount(r.URL.Query().Get("q")))
}
