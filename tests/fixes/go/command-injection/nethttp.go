package tools

import (
	"fmt"
	"net/http"
	"os/exec"
)

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	out, err := exec.Command("sh", "-c", "ping -c 1 "+host).Output()
	if err == nil {
		out, err = exec.CommandContext(r.Context(), "/bin/bash", "-c", fmt.Sprintf("dig '%s' +short", host)).Output()
	}
	if err == nil {
		out, err = exec.Command("sh", "-c", "curl --url="+host+" --silent").Output()
	}
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_, _ = w.Write(out)
}
