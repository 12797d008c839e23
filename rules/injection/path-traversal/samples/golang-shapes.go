package main

import (
	"archive/zip"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/spf13/afero"
	"github.com/xuri/excelize/v2"
	securejoin "github.com/cyphar/filepath-securejoin"
)

//go:embed assets
var assets embed.FS

var fsys = afero.NewOsFs()

func aferoOpen(c *gin.Context) {
	// ruleid: path-traversal
	f, err := fsys.Open("/data/" + c.Query("f"))
	if err != nil {
		return
	}
	defer f.Close()
}

func embedded(c *gin.Context) {
	// ok: path-traversal
	// ruleid: swallowed-error
	b, _ := assets.ReadFile("assets/" + c.Query("f"))
	c.Data(200, "application/octet-stream", b)
}

func excel(c *gin.Context) {
	// ruleid: path-traversal
	f, err := excelize.OpenFile("/data/" + c.Query("f") + ".xlsx")
	if err != nil {
		return
	}
	f.Close()
}

func templ(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal
	t, err := template.ParseFiles("views/" + r.FormValue("page") + ".html")
	if err != nil {
		return
	}
	t.Execute(w, nil)
}

func secure(w http.ResponseWriter, r *http.Request) {
	p, err := securejoin.SecureJoin("/data", r.FormValue("f"))
	if err != nil {
		return
	}
	// ok: path-traversal
	os.ReadFile(p)
}

func download(c echo.Context) error {
	p := path.Join("/data", path.Clean("/"+c.Param("*")))
	// ok: path-traversal
	return c.File(p)
}

func trimmed(c echo.Context) error {
	name := strings.ReplaceAll(c.Param("name"), "../", "")
	// ruleid: path-traversal
	return c.File("/data/" + name)
}

func evalSymlinks(w http.ResponseWriter, r *http.Request) {
	p, err := filepath.EvalSymlinks(filepath.Join("/data", r.FormValue("f")))
	if err != nil || !strings.HasPrefix(p, "/data/") {
		http.Error(w, "no", 403)
		return
	}
	// ok: path-traversal
	http.ServeFile(w, r, p)
}

func abs(w http.ResponseWriter, r *http.Request) {
	p, err := filepath.Abs(filepath.Join("/data", r.FormValue("f")))
	if err != nil {
		return
	}
	// ruleid: path-traversal
	http.ServeFile(w, r, p)
}

type Blob struct{ dir string }

func (b *Blob) full(k string) (string, error) {
	p := filepath.Join(b.dir, k)
	rel, err := filepath.Rel(b.dir, p)
	if err != nil || strings.HasPrefix(rel, "..") {
		return "", errors.New("outside")
	}
	return p, nil
}

func (b *Blob) Get(k string) ([]byte, error) {
	p, err := b.full(k)
	if err != nil {
		return nil, err
	}
	// ok: path-traversal
	return os.ReadFile(p)
}

func (b *Blob) Delete(k string) error {
	// ruleid: path-traversal
	return os.Remove(filepath.Join(b.dir, k))
}

func (b *Blob) handler(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		b.Get(chi.URLParam(r, "key"))
	case http.MethodDelete:
		b.Delete(chi.URLParam(r, "key"))
	}
}

func multi(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		return
	}
	for field, files := range r.MultipartForm.File {
		for _, fh := range files {
			src, err := fh.Open()
			if err != nil {
				return
			}
			// ruleid: path-traversal
			dst, err := os.Create("/up/" + field)
			if err != nil {
				return
			}
			// ruleid: ignored-error
			io.Copy(dst, src)
		}
	}
}

func cookieLang(w http.ResponseWriter, r *http.Request) {
	lang := "en"
	if c, err := r.Cookie("lang"); err == nil {
		lang = c.Value
	}
	// ruleid: path-traversal
	b, err := os.ReadFile(fmt.Sprintf("locales/%s.json", lang))
	_, _ = b, err
}

var langs = map[string]struct{}{"en": {}, "de": {}}

func cookieLangSafe(w http.ResponseWriter, r *http.Request) {
	lang := r.FormValue("lang")
	if _, ok := langs[lang]; !ok {
		lang = "en"
	}
	// ok: path-traversal
	os.ReadFile(fmt.Sprintf("locales/%s.json", lang))
}

func zipOut(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	// ok: path-traversal
	f, _ := zw.Create(r.FormValue("name"))
	f.Write([]byte("x"))
	// ruleid: path-traversal
	zr, err := zip.OpenReader("/data/" + r.FormValue("name"))
	_, _ = zr, err
}

func sendStream(c *fiber.Ctx) error {
	// ruleid: path-traversal
	f, err := os.Open("./reports/" + c.Params("year") + "/" + c.Params("name"))
	if err != nil {
		return err
	}
	return c.SendStream(f)
}

func intName(c *fiber.Ctx) error {
	id, err := c.ParamsInt("id")
	if err != nil {
		return err
	}
	// ok: path-traversal
	return c.SendFile(fmt.Sprintf("./reports/%d.pdf", id))
}

func staticDir(w http.ResponseWriter, r *http.Request) {
	// ok: path-traversal
	http.StripPrefix("/static/", http.FileServer(http.Dir("static"))).ServeHTTP(w, r)
	// ruleid: path-traversal
	http.ServeFile(w, r, "./static"+r.URL.Path[len("/files"):])
}

func temp(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal
	f, err := os.CreateTemp(r.FormValue("dir"), "x-*")
	if err != nil {
		return
	}
	f.Close()
	// ok: path-traversal
	g, _ := os.CreateTemp("", "x-*")
	// ruleid: ignored-error
	g.WriteString(r.FormValue("content"))
}

func main() {
	b := &Blob{dir: "/blobs"}
	r := chi.NewRouter()
	r.HandleFunc("/b/{key}", b.handler)
	// ruleid: server-without-timeouts
	http.ListenAndServe(":80", r)
}
