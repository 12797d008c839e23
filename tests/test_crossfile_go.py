"""Go: what is followed over functions and files, and what keeps input from a sink."""

from __future__ import annotations

import re

import pytest

from samples import review_tree

_MAIN = """package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"
	"xorm.io/builder"

	"example.com/shop/checks"
)

type Queries struct {
	Create *sqlx.Stmt
}

type Core struct {
	q       *Queries
	db      *sqlx.DB
	trusted []string
	urls    map[string]string
}

func sorted(by string, fields []string) string {
	if !checks.In(fields, by) {
		by = "id"
	}
	return "ORDER BY " + by
}

func like(column, text string) builder.Cond {
	if column == "name" {
		return builder.Expr("name ILIKE ?", "%"+text+"%")
	}
	return &builder.Like{column, "%" + text + "%"}
}

func (c *Core) lookup(id string) (string, error) {
	found, ok := c.urls[id]
	if !ok {
		return "", fmt.Errorf("unknown %s", id)
	}
	return found, nil
}

type Job struct{ Line string }

type Line struct{ parts []string }

func (l *Line) With(part string) *Line {
	l.parts = append(l.parts, part)
	return l
}

func (l *Line) Text() string { return strings.Join(l.parts, " ") }

type Option func(*Job)

func WithLine(line string) Option { return func(j *Job) { j.Line = line } }

func made(options ...Option) *Job {
	job := &Job{}
	for _, option := range options {
		option(job)
	}
	return job
}

func add(line *string, part string) { *line += part }

func same(list []string, text string) bool {
	for _, item := range list {
		if strings.EqualFold(item, text) {
			return true
		}
	}
	return false
}

func decoded[T any](text string) T {
	var made T
	json.Unmarshal([]byte(text), &made)
	return made
}

type Ticket struct {
	Number  int
	Numbers []uint
	Note    string
}

func labelled(ticket Ticket) string { return fmt.Sprint("label ", ticket.Number) }

func noted(ticket Ticket) string { return "note " + ticket.Note }

func listed(numbers []uint) string { return fmt.Sprint(numbers) }

func pair(text string) (first, second string) { return "a", text }

func main() {
	c := &Core{}
	r := gin.Default()
ROUTES
	r.Run()
}
"""
_HANDLER = """
func (c *Core) handleNUMBER(g *gin.Context) {
	name := g.Query("name")
BODY
}
"""
_CHECKS = """package checks

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
)

var columns = []string{"name", "age"}
var word = regexp.MustCompile(`^[a-z0-9.-]+$`)

func Known(column string) error {
	for _, item := range columns {
		if item == column {
			return nil
		}
	}
	return errors.New("no such column")
}

func IsWord(text string) bool { return word.MatchString(text) }

func In(list []string, text string) bool {
	for _, item := range list {
		if item == text {
			return true
		}
	}
	return false
}

func Column(name string) string {
	if !slices.Contains(columns, name) {
		name = "age"
	}
	return name
}

func Number(text string) (string, error) {
	number, err := strconv.Atoi(text)
	if err != nil {
		return "", err
	}
	return strconv.Itoa(number), nil
}

func Logged(text string) string {
	if !word.MatchString(text) {
		println("odd")
	}
	return text
}
"""
_STOP = "{ return }"

# The body of a handler each; " | " is the end of a line.
HARMLESS = {
    "a validator with an error": f"if err := checks.Known(name); err != nil {_STOP} | run(name)",
    "a predicate": f"if !checks.IsWord(name) {_STOP} | run(name)",
    "a predicate among others": f'if name == "" || !checks.IsWord(name) {_STOP} | run(name)',
    "a list that is handed over": f'if !checks.In([]string{{"a", "b"}}, name) {_STOP} | run(name)',
    "replaced unless known": "run(checks.Column(name))",
    "a number": f"number, err := checks.Number(name) | if err != nil {_STOP} | run(number)",
    "a switch": 'switch name { | case "a", "b": | default: | return | } | run(name)',
    "its own list": "for _, item := range c.trusted { if item == name { run(name) } }",
    "looked up": f"found, err := c.lookup(name) | if err != nil {_STOP} | run(found)",
    "the other result": "first, _ := pair(name) | run(first)",
    "a number by its format": 'run(fmt.Sprintf("sleep %d", name))',
    "a number by its type": "var asked any = name | number, _ := asked.(int) | run(fmt.Sprint(number))",
    "a list of values, in any case": f'if !same([]string{{"asc", "desc"}}, name) {_STOP} | run(name)',
    "another variable of the environment": 'os.Setenv("A", name) | run(os.Getenv("B"))',
    "a list of values by sqlx": 'q, args, _ := sqlx.In("SELECT a FROM b WHERE c IN (?)", name) | c.db.Select(q, args)',
    "a default for what is not in the caller's list": 'run(sorted(name, []string{"name", "id"}))',
    "another key of the context": 'g.Set("a", name) | run(g.GetString("b"))',
    "a prepared statement of another struct": "c.q.Create.Exec(name)",
    "a prepared statement": 'insert, err := c.db.Prepare("INSERT INTO a VALUES (?)") | _ = err | insert.Exec(name)',
    "a condition of a query builder": 'c.db.Where(like("name", name)).Find(nil)',
    "a token whose signature was checked": "token, _ := jwt.ParseWithClaims(name, &Job{}, key) | run(token.Raw)",
    "what another service answers": "book, _ := all.Find(g.Request.Context(), &pb.Find{Name: name}) | run(book.Name)",
    "a struct's number": "var ticket Ticket | g.ShouldBindJSON(&ticket) | run(labelled(ticket))",
    "numbers": "var ticket Ticket | g.ShouldBindJSON(&ticket) | run(listed(ticket.Numbers))",
    "conditions that are joined": 'c.db.Where(builder.Or(builder.Eq{"a": name}, like("b", name))).Find(nil)',
}
HARMFUL = {
    "as it is": "run(name)",
    "a validator whose answer is not asked for": "checks.Known(name) | run(name)",
    "the way of what is refused": "if err := checks.Known(name); err != nil { run(name) }",
    "a predicate the other way round": f"if checks.IsWord(name) {_STOP} | run(name)",
    "a check that only logs": "run(checks.Logged(name))",
    "a list of the client's": f'if !checks.In(g.QueryArray("all"), name) {_STOP} | run(name)',
    "another value is checked": f'if err := checks.Known(g.Query("b")); err != nil {_STOP} | run(name)',
    "a switch that goes on": 'switch name { | case "a": | println("a") | } | run(name)',
    "the second result": "_, second := pair(name) | run(second)",
    "a default for what is not in the client's list": 'run(sorted(name, strings.Split(g.Query("fields"), ",")))',
    "the same key of the context": 'g.Set("a", name) | run(g.GetString("a"))',
    "an option": "job := made(WithLine(name)) | run(job.Line)",
    "behind a pointer": 'line := "echo " | add(&line, name) | run(line)',
    "a variable of the environment": 'os.Setenv("A", name) | run(os.Getenv("A"))',
    "decoded": "var job Job | json.Unmarshal([]byte(name), &job) | run(job.Line)",
    "decoded by a generic function": "job := decoded[Job](name) | run(job.Line)",
    "a chain of calls": 'line := &Line{} | line.With("echo").With(name) | run(line.Text())',
    "the program of a bound object": "var job Job | g.ShouldBindJSON(&job) | exec.Command(job.Line).Run()",
    "a token that nobody checked": "token, _, _ := parser.ParseUnverified(name, &Job{}) | run(token.Raw)",
    "a struct's text": "var ticket Ticket | g.ShouldBindJSON(&ticket) | run(noted(ticket))",
    "text in a query builder": 'c.db.Where(builder.Expr("name = " + name)).Find(nil)',
    "replaced on one way only": 'if name == "" { name = "x" } | run(name)',
}


CASES = [*HARMLESS.items(), *HARMFUL.items()]


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The cases in which input is said to reach a sink; all of them are handlers of one program."""
    folder = tmp_path_factory.mktemp("shop")
    routes = "\n".join(f'\tr.GET("/{number}", c.handle{number})' for number in range(len(CASES)))
    text = _MAIN.replace("ROUTES", routes)
    starts = {}
    for number, (name, body) in enumerate(CASES):
        starts[text.count("\n") + 2] = name
        written = re.sub(r"\brun\((.*?)\)(?= }| \||$)", r'exec.Command("sh", "-c", \1).Run()', body)
        handler = _HANDLER.replace("NUMBER", str(number))
        text += handler.replace("BODY", "\t" + written.replace(" | ", "\n\t"))
    (folder / "checks").mkdir()
    (folder / "go.mod").write_text("module example.com/shop\n\ngo 1.22\n")
    (folder / "checks" / "checks.go").write_text(_CHECKS)
    (folder / "main.go").write_text(text)
    report = review_tree(folder, ["sql-injection", "command-injection"])
    assert [(gap.path, gap.line, gap.reason) for gap in report.not_analysed] == []
    found = [item for item in report.findings if any("input enters: " in step.message for step in item.trace)]
    return {starts[max(line for line in starts if line <= item.start.line)] for item in found}


@pytest.mark.parametrize("name", HARMLESS)
def test_input_is_kept_from_a_sink(reached: set[str], name: str) -> None:
    assert name not in reached


@pytest.mark.parametrize("name", HARMFUL)
def test_input_reaches_a_sink(reached: set[str], name: str) -> None:
    assert name in reached
