"""Go: what functions share besides parameters: package variables, channels, fields of services, contexts, sessions."""

from __future__ import annotations

import re

import pytest

from samples import review_tree

_CODE = """package main

import (
	"context"
	"html/template"
	"net/http"
	"os/exec"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/sessions"
)

var (
	lastName string
	lastPage = 1
	table    = map[string]string{}
)

var jobs = make(chan job, 8)
var page = template.New("page")
var store = sessions.NewCookieStore(nil)

type job struct {
	line string
	kind string
}

type key string

const lineKey key = "line"

func remember(r *http.Request) {
	lastName = r.FormValue("name")
	table[r.FormValue("name")] = r.FormValue("text")
	fixed := r.FormValue("fixed")
	_ = fixed
}

func useGlobal() {
	run(lastName) // global: reached
}

func useTable(id string) {
	run(table[id]) // table: kept
}

var fixed = "date"

func useFixed() {
	run(fixed) // shadowed: kept
}

func enqueue(r *http.Request) {
	jobs <- job{line: r.FormValue("line"), kind: "mail"}
}

func work() {
	for j := range jobs {
		run(j.line) // channel: reached
		run(j.kind) // channel-constant: kept
	}
}

type Queue struct {
	lines chan job
	last  string
	name  string
}

func (q *Queue) Send(line string) { q.lines <- job{line: line} }

func (q *Queue) loop() {
	for {
		select {
		case j := <-q.lines:
			run(j.line) // field-channel: reached
		}
		run(q.last) // field: reached
		run(q.name) // field-never-set: kept
	}
}

func (q *Queue) handle(r *http.Request) {
	q.last = r.FormValue("last")
	q.Send(r.FormValue("line"))
}

func local(mux *http.ServeMux) {
	lines := make(chan string)
	go func() {
		for line := range lines {
			run(line) // local-channel: reached
		}
	}()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { lines <- r.FormValue("line") })
}

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), lineKey, r.FormValue("line"))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func handler(w http.ResponseWriter, r *http.Request) {
	line, _ := r.Context().Value(lineKey).(string)
	run(line) // context: reached
	other, _ := r.Context().Value(key("other")).(string)
	run(other) // context-other: kept
}

func before(c *gin.Context) {
	c.Set("command", c.Query("command"))
	c.Set("user_name", c.Query("user"))
}

func after(c *gin.Context) {
	run(c.GetString("command")) // gin: reached
	run(c.GetString("user_name")) // gin-identity: kept
}

func rendered(w http.ResponseWriter, r *http.Request) {
	func() {
		defer func() { page.ExecuteTemplate(w, "error", r.FormValue("name")) }()
		line := describe(w)
		run(line) // answer: kept
	}()
}

func describe(w http.ResponseWriter) string { return w.Header().Get("X-Line") }

func keep(w http.ResponseWriter, r *http.Request) {
	session, _ := store.Get(r, "flow")
	session.Values["line"] = r.FormValue("line")
	session.Save(r, w)
}

func later(w http.ResponseWriter, r *http.Request) {
	session, _ := store.Get(r, "flow")
	line, _ := session.Values["line"].(string)
	run(line) // session: reached
	other, _ := session.Values["other"].(string)
	run(other) // session-other: kept
}
"""
_CODE = re.sub(r"\brun\((.*?)\) //", r'exec.Command("sh", "-c", \1).Run() //', _CODE)
_SAYS = re.compile(r"// ([\w-]+): (reached|kept)")


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the calls that input reaches."""
    root = tmp_path_factory.mktemp("state")
    (root / "go.mod").write_text("module example.com/state\n\ngo 1.22\n")
    (root / "main.go").write_text(_CODE)
    report = review_tree(root, ["command-injection"])
    entered = [item for item in report.findings if any("input enters: " in step.message for step in item.trace)]
    lines = {item.start.line for item in entered}
    named = {number: _SAYS.search(line) for number, line in enumerate(_CODE.splitlines(), 1)}
    return {said[1] for number, said in named.items() if said and number in lines}


_NAMES = [(said[1], said[2]) for said in _SAYS.finditer(_CODE)]


@pytest.mark.parametrize(("name", "end"), _NAMES)
def test_state_is_followed(reached: set[str], name: str, end: str) -> None:
    assert (name in reached) == (end == "reached")
