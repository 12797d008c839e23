package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/bitfield/script"
	"github.com/codeskyblue/go-sh"
	"github.com/gin-gonic/gin"
	"github.com/go-cmd/cmd"
	"github.com/gofiber/fiber/v2"
	"github.com/google/shlex"
	"github.com/labstack/echo/v4"
	"k8s.io/client-go/tools/remotecommand"
)

type Runner interface {
	Run(ctx context.Context, line string) error
}

type shellRunner struct{}

func (shellRunner) Run(ctx context.Context, line string) error {
	// ruleid: command-injection
	return exec.CommandContext(ctx, "sh", "-c", line).Run()
}

type api struct{ r Runner }

func (a *api) deploy(c *gin.Context) {
	var in struct {
		Branch string `json:"branch"`
	}
	if err := c.ShouldBindJSON(&in); err != nil {
		return
	}
	a.r.Run(c, "git checkout "+in.Branch)
}

func scripted(c *gin.Context) {
	// ruleid: command-injection
	script.Exec("convert " + c.Query("f") + " out.png").Stdout()
	// ruleid: command-injection
	sh.Command("bash", "-c", "ls "+c.Query("d")).Run()
	// ruleid: command-injection
	cmd.NewCmd("sh", "-c", c.Query("x")).Start()
}

func split(c echo.Context) error {
	parts, err := shlex.Split(c.FormValue("line"))
	if err != nil {
		return err
	}
	// ruleid: command-injection
	return exec.Command(parts[0], parts[1:]...).Run()
}

func lookPath(c echo.Context) error {
	bin, err := exec.LookPath(c.QueryParam("bin"))
	if err != nil {
		return err
	}
	// ruleid: command-injection
	return exec.Command(bin).Run()
}

func pipe(c echo.Context) error {
	p := exec.Command("/bin/sh")
	in, err := p.StdinPipe()
	if err != nil {
		return err
	}
	// ruleid: command-injection
	io.WriteString(in, "rm -rf "+c.QueryParam("d")+"\n")
	in.Close()
	return p.Run()
}

func wrapped(c *fiber.Ctx) error {
	line := strings.Join([]string{"ffmpeg", "-i", c.Query("in"), "out.mp4"}, " ")
	args := append([]string{"-c"}, line)
	// ruleid: command-injection
	return exec.Command("/bin/bash", args...).Run()
}

func sprintfFile(c *fiber.Ctx) error {
	f, err := c.FormFile("doc")
	if err != nil {
		return err
	}
	// ruleid: command-injection
	return exec.Command("sh", "-c", fmt.Sprintf("pdftotext %s -", f.Filename)).Run()
}

var tools = []string{"jq", "yq"}

func chosen(c *fiber.Ctx) error {
	tool := c.Params("tool")
	if !slices.Contains(tools, tool) {
		return fiber.ErrNotFound
	}
	// ok: command-injection
	return exec.Command(tool, ".").Run()
}

func isAlnum(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return len(s) > 0
}

func letters(c *fiber.Ctx) error {
	n := c.Params("n")
	if !isAlnum(n) {
		return fiber.ErrBadRequest
	}
	// todook: command-injection [a check of each letter]
	return exec.Command("sh", "-c", "id "+n).Run()
}

var word = regexp.MustCompile(`^\w+$`)

func checkedName(n string) (string, error) {
	if !word.MatchString(n) {
		return "", errors.New("bad")
	}
	return n, nil
}

func checked(w http.ResponseWriter, r *http.Request) {
	n, err := checkedName(r.FormValue("n"))
	if err != nil {
		return
	}
	// ok: command-injection
	exec.Command("sh", "-c", "id "+n).Run()
}

func notChecked(w http.ResponseWriter, r *http.Request) {
	n, err := checkedName(r.FormValue("a"))
	if err != nil {
		return
	}
	// ruleid: command-injection
	exec.Command("sh", "-c", "id "+n+r.FormValue("b")).Run()
}

func lines(w http.ResponseWriter, r *http.Request) {
	sc := bufio.NewScanner(r.Body)
	for sc.Scan() {
		// ruleid: command-injection
		exec.Command("sh", "-c", sc.Text()).Run()
	}
}

type task struct {
	Steps []struct {
		Run  string            `json:"run"`
		With map[string]string `json:"with"`
	} `json:"steps"`
}

func steps(w http.ResponseWriter, r *http.Request) {
	var t task
	// ruleid: swallowed-error, unlimited-request-body
	b, _ := io.ReadAll(r.Body)
	// ruleid: ignored-error
	json.Unmarshal(b, &t)
	for i := range t.Steps {
		// ruleid: command-injection
		exec.Command("sh", "-c", t.Steps[i].Run).Run()
		// ok: command-injection
		exec.Command("make", "-C", "/srv", t.Steps[i].With["target"]).Run()
	}
}

func goroutine(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	go func(n string) {
		// ruleid: command-injection
		exec.Command("sh", "-c", "echo "+n).Run()
	}(name)
}

func deferred(w http.ResponseWriter, r *http.Request) {
	// ruleid: command-injection
	defer exec.Command("sh", "-c", "rm "+r.FormValue("f")).Run()
}

func constants(w http.ResponseWriter, r *http.Request) {
	line := "uptime"
	if r.FormValue("long") != "" {
		line = "uptime -p"
	}
	// ok: command-injection
	exec.Command("sh", "-c", line).Run()
}

func initIf(w http.ResponseWriter, r *http.Request) {
	if v := r.FormValue("v"); v != "" {
		// ruleid: command-injection
		exec.Command("sh", "-c", "x "+v).Run()
	}
}

func main() {
	_ = remotecommand.StreamOptions{}
	a := &api{r: shellRunner{}}
	g := gin.New()
	g.POST("/d", a.deploy)
	http.HandleFunc("/l", lines)
	// ruleid: server-without-timeouts
	g.Run()
}
