package api

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.com/files/service"
)

// Files is what the handler needs of the service.
type Files interface {
	Read(name string) ([]byte, error)
	Report(name string) ([]byte, error)
	Page(number string) ([]byte, error)
	Theme(name string) ([]byte, error)
}

type Handler struct{ files Files }

func NewHandler(files Files) *Handler { return &Handler{files: files} }

func (h *Handler) Show(w http.ResponseWriter, r *http.Request) {
	data, err := h.files.Read(chi.URLParam(r, "name"))
	answer(w, data, err)
}

func (h *Handler) Report(w http.ResponseWriter, r *http.Request) {
	name := chi.URLParam(r, "name")
	if err := service.CheckReport(name); err != nil {
		http.Error(w, "no such report", http.StatusNotFound)
		return
	}
	data, err := h.files.Report(name)
	answer(w, data, err)
}

func (h *Handler) Page(w http.ResponseWriter, r *http.Request) {
	data, err := h.files.Page(chi.URLParam(r, "page"))
	answer(w, data, err)
}

func (h *Handler) Theme(w http.ResponseWriter, r *http.Request) {
	theme := service.NewTheme(chi.URLParam(r, "theme"))
	data, err := theme.Stylesheet()
	answer(w, data, err)
	data, err = h.files.Theme(chi.URLParam(r, "theme"))
	answer(w, data, err)
}

func answer(w http.ResponseWriter, data []byte, err error) {
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	// pedantic: ignored-error
	w.Write(data)
}
