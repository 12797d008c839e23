package files

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/go-chi/chi/v5"
)

func show(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal
	http.ServeFile(w, r, filepath.Join("static", chi.URLParam(r, "*")))
	name := chi.URLParam(r, "name")
	// ruleid: path-traversal
	f, err := os.OpenFile("logs/"+name, os.O_RDONLY, 0)
	if err != nil {
		return
	}
	defer f.Close()
	// ok: path-traversal
	os.Open(filepath.Join("logs", filepath.Base(name)))
}
