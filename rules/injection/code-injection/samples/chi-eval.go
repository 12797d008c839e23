package scripts

import (
	"net/http"
	"plugin"

	"github.com/go-chi/chi/v5"
)

func load(w http.ResponseWriter, r *http.Request) {
	name := chi.URLParam(r, "name")
	// ruleid: code-injection
	p, err := plugin.Open(name)
	if err != nil {
		http.Error(w, "no such plugin", http.StatusNotFound)
		return
	}
	// ok: code-injection
	// ruleid: swallowed-error
	q, _ := plugin.Open("/srv/plugins/csv.so")
	_, _ = p, q
}
