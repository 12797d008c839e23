package server

import (
	"fmt"
	"net/http"
	"strings"
)

type Backend interface {
	ListModuleVersions(module string) ([]string, error)
	DescribeModule(module string) (string, error)
}

func New(strg Backend) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /list", func(w http.ResponseWriter, r *http.Request) {
		list, err := strg.ListModuleVersions(r.FormValue("module"))
		if err != nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		// ok: unescaped-html
		_, _ = fmt.Fprintf(w, "%s", strings.Join(list, "\n"))
	})
	mux.HandleFunc("GET /about", func(w http.ResponseWriter, r *http.Request) {
		about, err := strg.DescribeModule(r.FormValue("module"))
		if err != nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		// ruleid: unescaped-html
		_, _ = fmt.Fprintf(w, "<p>%s</p>", about)
	})
	return mux
}
