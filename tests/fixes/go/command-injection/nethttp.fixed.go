package tools

import (
	"net/http"
	"os/exec"
)

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	out, err := exec.Command("ping", "-c", "1", host).Output()
	if err == nil {
		out, err = exec.CommandContext(r.Context(), "dig", host, "+short").Output()
	}
	if err == nil {
		out, err = exec.Command("curl", "--url="+host, "--silent").Output()
	}
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_, _ = w.Write(out)
}
