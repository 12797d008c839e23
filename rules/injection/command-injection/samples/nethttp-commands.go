package tools

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"github.com/gorilla/mux"
)

var hostname = regexp.MustCompile(`^[a-z0-9.-]+$`)
var converters = map[string]string{"png": "pngcrush"}
var allowedUnits = map[string]bool{"nginx": true}

type convertRequest struct {
	Source string `json:"source"`
	Width  int    `json:"width"`
}

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ruleid: command-injection
	out, err := exec.Command("sh", "-c", "ping -c 1 "+host).CombinedOutput()
	if err != nil {
		http.Error(w, "ping failed", http.StatusBadGateway)
		return
	}
	// ruleid: command-injection
	cmd := exec.CommandContext(r.Context(), "/bin/bash", "-c", fmt.Sprintf("ping -c 1 %s", host))
	cmd.Stdout = w
	// ok: command-injection
	exec.Command("ping", "-c", "1", host).Run()
	// ok: command-injection
	exec.CommandContext(r.Context(), "sh", "-c", "uptime").Run()
	// ruleid: command-injection
	exec.Command("cmd", "/C", "dir "+r.FormValue("dir")).Run()
	// pedantic: ignored-error
	w.Write(out)
}

func convert(w http.ResponseWriter, r *http.Request) {
	var body convertRequest
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	command := fmt.Sprintf("convert %s out.png", body.Source)
	// ruleid: command-injection
	exec.Command("bash", "-c", command).Run()
	// ok: command-injection
	exec.Command("convert", "--", body.Source, "out.png").Run()
	args := []string{"-resize", body.Source}
	// ok: command-injection
	exec.Command("mogrify", args...).Run()
	var sb strings.Builder
	sb.WriteString("convert ")
	sb.WriteString(body.Source)
	// ruleid: command-injection
	exec.Command("sh", "-c", sb.String()).Run()
}

func runTool(w http.ResponseWriter, r *http.Request) {
	tool := mux.Vars(r)["tool"]
	// ruleid: command-injection
	exec.Command(tool, "--version").Run()
	parts := strings.Fields(r.FormValue("cmd"))
	// ruleid: command-injection
	exec.Command(parts[0], parts[1:]...).Run()
	// ruleid: command-injection
	syscall.Exec(tool, []string{tool}, os.Environ())
	// ruleid: command-injection
	os.StartProcess(tool, []string{tool}, &os.ProcAttr{})
	// ok: command-injection
	exec.Command(converters[tool], "in.png").Run()
	if !allowedUnits[tool] {
		http.Error(w, "unknown", http.StatusBadRequest)
		return
	}
	// ok: command-injection
	exec.Command("sh", "-c", "systemctl restart "+tool).Run()
}

func tail(w http.ResponseWriter, r *http.Request) {
	lines, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil {
		http.Error(w, "bad n", http.StatusBadRequest)
		return
	}
	// ok: command-injection
	out, _ := exec.Command("sh", "-c", fmt.Sprintf("tail -n %d app.log", lines)).Output()
	// pedantic: ignored-error
	w.Write(out)
}

func checked(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	if !hostname.MatchString(host) {
		http.Error(w, "bad host", http.StatusBadRequest)
		return
	}
	// ok: command-injection
	exec.Command("sh", "-c", "ping -c 1 "+host).Run()
}

func script(w http.ResponseWriter, r *http.Request) {
	// ruleid: unlimited-request-body
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	// ruleid: command-injection
	exec.Command("sh", "-c", string(body)).Run()
	// ok: command-injection
	cmd := exec.Command("cat")
	cmd.Stdin = strings.NewReader(string(body))
	cmd.Run()
}

func checkout(ctx context.Context, dir, branch string) error {
	// ruleid: command-injection
	return exec.CommandContext(ctx, "sh", "-c", "cd "+dir+" && git checkout "+branch).Run()
}

func checkoutSafely(ctx context.Context, dir, branch string) error {
	// ok: command-injection
	cmd := exec.CommandContext(ctx, "git", "-C", dir, "checkout", branch)
	return cmd.Run()
}

type runner struct {
	image string
}

func (r *runner) start() error {
	// ruleid: command-injection
	return exec.Command("sh", "-c", fmt.Sprintf("docker run %s", r.image)).Run()
}

func (r *runner) shell(line string) error {
	// ruleid: command-injection
	return exec.Command("/bin/sh", "-c", line).Run()
}

func (r *runner) reload(pid int) error {
	// ok: command-injection
	return exec.Command("sh", "-c", fmt.Sprintf("kill -HUP %d", pid)).Run()
}

func build() error {
	const target = "release"
	// ok: command-injection
	return exec.Command("sh", "-c", "make "+target).Run()
}

func prepared(w http.ResponseWriter, r *http.Request) {
	args := []string{"-c", r.FormValue("script")}
	// ruleid: command-injection
	exec.Command("bash", args...).Run()
	shell := "/bin/sh"
	// ruleid: command-injection
	exec.Command(shell, "-c", r.FormValue("script")).Run()
	program := "ls"
	// ok: command-injection
	exec.Command(program, "-c", r.FormValue("dir")).Run()
}
