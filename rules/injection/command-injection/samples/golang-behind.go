package behind

import (
	"context"
	"io"
	"net/http"
	"os/exec"
)

type interpreter struct {
	bin    string
	gitBin string
}

// A field holds the program, `-c` says that it reads code.
func (i interpreter) run(ctx context.Context, script string) error {
	// ruleid: command-injection
	return exec.CommandContext(ctx, i.bin, "-c", script).Run()
}

func (i interpreter) fetch(ctx context.Context, setting string) error {
	// ok: command-injection
	return exec.CommandContext(ctx, i.gitBin, "-c", setting, "fetch").Run()
}

func (i interpreter) handle(w http.ResponseWriter, r *http.Request) {
	if i.run(r.Context(), "ping "+r.FormValue("host")) != nil || i.fetch(r.Context(), r.FormValue("setting")) != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func remote(w http.ResponseWriter, r *http.Request) {
	// ruleid: command-injection
	if err := exec.Command("ssh", "backup.internal", "ls "+r.FormValue("dir")).Run(); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
	// ok: command-injection
	if err := exec.Command("rsync", "-a", "backup.internal:/srv", r.FormValue("dir")).Run(); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func behind(w http.ResponseWriter, r *http.Request) {
	// ruleid: command-injection
	if err := exec.Command("sudo", r.FormValue("tool"), "--version").Run(); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
	// ok: command-injection
	if err := exec.Command("sudo", "systemctl", "status", r.FormValue("unit")).Run(); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func assigned(w http.ResponseWriter, r *http.Request) {
	args := []string{"sh", "-c", "tar czf - " + r.FormValue("dir")}
	cmd := &exec.Cmd{Path: "/bin/sh", Stdout: io.Discard}
	// ruleid: command-injection
	cmd.Args = args
	if err := cmd.Run(); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}
