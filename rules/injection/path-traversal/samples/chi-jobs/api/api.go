package api

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/go-chi/chi/v5"
)

const dir = "/srv/jobs"

func Summary(w http.ResponseWriter, r *http.Request) {
	jobID := chi.URLParam(r, "jobID")
	// ok: path-traversal
	http.ServeFile(w, r, filepath.Join(dir, jobID, "summary.json"))
}

func Batch(w http.ResponseWriter, r *http.Request) {
	// ok: path-traversal
	http.ServeFile(w, r, filepath.Join(dir, "batches", chi.URLParam(r, "batch")))
}

func Log(w http.ResponseWriter, r *http.Request) {
	jobID := chi.URLParam(r, "jobID")
	// ruleid: path-traversal
	http.ServeFile(w, r, filepath.Join(dir, jobID, "log"))
}

func File(w http.ResponseWriter, r *http.Request) {
	jobID := chi.URLParam(r, "jobID")
	name := chi.URLParam(r, "name")
	folder := filepath.Join(dir, jobID)
	// ok: path-traversal
	root, err := os.OpenRoot(folder)
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	defer root.Close()
	path := filepath.Join(folder, name)
	packed, err := isPacked(root, name)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	if packed {
		w.Header().Set("Content-Encoding", "gzip")
	}
	// ok: path-traversal
	http.ServeFile(w, r, path)
}

func isPacked(root *os.Root, name string) (bool, error) {
	file, err := root.Open(name)
	if err != nil {
		return false, err
	}
	defer file.Close()
	start := make([]byte, 2)
	if _, err := file.Read(start); err != nil {
		return false, err
	}
	return start[0] == 0x1f && start[1] == 0x8b, nil
}

func Raw(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join(dir, chi.URLParam(r, "jobID"), chi.URLParam(r, "name"))
	// ruleid: path-traversal
	http.ServeFile(w, r, path)
}

// Report opens another file in the root than the one that it answers with.
func Report(w http.ResponseWriter, r *http.Request) {
	name := chi.URLParam(r, "name")
	root, err := os.OpenRoot("/srv/reports")
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	defer root.Close()
	if _, err := root.Stat("index.json"); err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	// ruleid: path-traversal
	http.ServeFile(w, r, filepath.Join("/srv/reports", name))
}
