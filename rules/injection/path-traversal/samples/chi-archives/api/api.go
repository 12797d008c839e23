package api

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

type Exports interface {
	LoadExport(name string) ([]byte, error)
}

type Files interface {
	OpenArchived(name string) ([]byte, error)
}

type Handler struct {
	Exports Exports
	Files   Files
}

func (h *Handler) Export(w http.ResponseWriter, r *http.Request) {
	data, err := h.Exports.LoadExport(chi.URLParam(r, "name"))
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	_, _ = w.Write(data)
}

func (h *Handler) File(w http.ResponseWriter, r *http.Request) {
	data, err := h.Files.OpenArchived(chi.URLParam(r, "name"))
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	_, _ = w.Write(data)
}
