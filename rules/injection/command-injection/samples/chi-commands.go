package tools

import (
	"net/http"
	"os/exec"

	"github.com/go-chi/chi/v5"
)

func routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/ping/{host}", func(w http.ResponseWriter, req *http.Request) {
		host := chi.URLParam(req, "host")
		// ruleid: command-injection
		out, _ := exec.Command("sh", "-c", "ping -c 1 "+host).Output()
		// ok: command-injection
		exec.Command("ping", "-c", "1", host).Run()
		// pedantic: ignored-error
		w.Write(out)
	})
	return r
}
