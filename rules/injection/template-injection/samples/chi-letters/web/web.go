package web

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.com/letters/letters"
)

type Handlers struct{ letters *letters.Service }

func New(service *letters.Service) *Handlers { return &Handlers{letters: service} }

type preview struct {
	Text string            `json:"text"`
	Data map[string]string `json:"data"`
}

func (h *Handlers) Preview(w http.ResponseWriter, r *http.Request) {
	var body preview
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if err := h.letters.Render(body.Text, body.Data, w); err != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
}

func (h *Handlers) Named(w http.ResponseWriter, r *http.Request) {
	var body preview
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if err := h.letters.RenderNamed(chi.URLParam(r, "name"), body.Data, w); err != nil {
		w.WriteHeader(http.StatusNotFound)
	}
}
