package files

import (
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/google/uuid"
)

const root = "/srv/files"

func download(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: path-traversal
	http.ServeFile(w, r, filepath.Join(root, name))
}

func read(w http.ResponseWriter, r *http.Request) {
	p := root + "/" + r.FormValue("file")
	// ruleid: path-traversal
	data, err := os.ReadFile(p)
	if err != nil {
		return
	}
	// pedantic: ignored-error
	w.Write(data)
}

func remove(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal
	if err := os.Remove(filepath.Clean(filepath.Join(root, r.PathValue("name")))); err != nil {
		http.Error(w, "no", 500)
	}
}

func upload(w http.ResponseWriter, r *http.Request) {
	file, header, _ := r.FormFile("file")
	// ruleid: path-traversal
	dst, _ := os.Create(filepath.Join(root, header.Filename))
	// ruleid: ignored-error
	io.Copy(dst, file)
	// ok: path-traversal
	out, _ := os.Create(filepath.Join(root, uuid.NewString()+filepath.Ext(header.Filename)))
	// ruleid: ignored-error
	io.Copy(out, file)
}

func base(w http.ResponseWriter, r *http.Request) {
	name := filepath.Base(r.URL.Query().Get("name"))
	// ok: path-traversal
	http.ServeFile(w, r, filepath.Join(root, name))
	// ok: path-traversal
	os.Open(root + path.Clean("/"+r.FormValue("name")))
	// ok: path-traversal
	os.Open("/srv/constant")
}

func local(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	if !filepath.IsLocal(name) {
		http.Error(w, "bad name", http.StatusBadRequest)
		return
	}
	// ok: path-traversal
	http.ServeFile(w, r, filepath.Join(root, name))
}

func prefix(w http.ResponseWriter, r *http.Request) {
	full := filepath.Join(root, r.URL.Query().Get("name"))
	if !strings.HasPrefix(full, root+"/") {
		http.NotFound(w, r)
		return
	}
	// ok: path-traversal
	// ruleid: swallowed-error
	f, _ := os.Open(full)
	defer f.Close()
}

func rooted(w http.ResponseWriter, r *http.Request) {
	dir, _ := os.OpenRoot(root)
	// ok: path-traversal
	// ruleid: swallowed-error
	f, _ := dir.Open(r.FormValue("name"))
	defer f.Close()
}

func slashed(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: path-traversal
	os.Remove(filepath.Join(root, filepath.Clean(name)))
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	// ok: path-traversal
	os.Remove(filepath.Join(root, filepath.Clean(name)))
}
