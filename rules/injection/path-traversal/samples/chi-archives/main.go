package main

import (
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"

	"example.com/archives/api"
	"example.com/archives/archive"
)

func main() {
	h := &api.Handler{Exports: &archive.BucketExports{Bucket: "exports"}, Files: files()}
	r := chi.NewRouter()
	r.Get("/exports/{name}", h.Export)
	r.Get("/files/{name}", h.File)
	// ruleid: server-without-timeouts
	_ = http.ListenAndServe(":8080", r)
}

// Which one it is, a setting says: either may be what requests get.
func files() api.Files {
	if os.Getenv("BUCKET") != "" {
		return &archive.BucketFiles{Bucket: os.Getenv("BUCKET")}
	}
	return archive.NewDiskFiles("/srv/files")
}
