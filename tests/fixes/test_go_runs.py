"""Fixed Go is what gofmt writes, compiles (where the standard library is all that it needs), and does what it did."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "go"
FIXED = sorted(CASES.glob("*/*.fixed.go"))
GO = shutil.which("go")
GOFMT = shutil.which("gofmt")

needs_go = pytest.mark.skipif(GO is None or GOFMT is None, reason="Go is not installed")


@needs_go
def test_fixed_go_is_formatted_where_it_was(tmp_path: Path) -> None:
    """gofmt has nothing to change in what came of a file that it had nothing to change in."""
    targets = {}
    for fixed in FIXED:
        original = fixed.with_name(fixed.name.replace(".fixed.go", ".go"))
        for path in (fixed, original):
            target = tmp_path / f"{path.parent.name}_{path.name}"
            # Line ends of Windows are what gofmt would take away first.
            target.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
            targets[target.name] = path
    said = run(GOFMT, "-l", ".", cwd=tmp_path).splitlines()
    assert [str(targets[name].relative_to(CASES)) for name in said] == []


@needs_go
def test_fixed_go_compiles(tmp_path: Path) -> None:
    """Each fixed file that needs no other module is a package of its own; ``go vet`` type-checks them all."""
    (tmp_path / "go.mod").write_text("module example.com/fixed\n\ngo 1.19\n")
    count = 0
    for fixed in FIXED:
        text = fixed.read_text(encoding="utf-8")
        if needs_modules(text):
            continue
        folder = tmp_path / f"{fixed.parent.name}_{fixed.name.split('.')[0]}".replace("-", "_")
        folder.mkdir()
        (folder / "fixed.go").write_text(text, encoding="utf-8")
        count += 1
    assert count > 10
    run(GO, "vet", "-unusedresult=false", "./...", cwd=tmp_path)


PROGRAM = """
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"
	"net/http/httptest"
	"net/url"
)

type connection struct{}

func (connection) Prepare(query string) (driver.Stmt, error) { return nil, io.EOF }
func (connection) Close() error                              { return nil }
func (connection) Begin() (driver.Tx, error)                 { return nil, io.EOF }

func (connection) QueryContext(_ context.Context, query string, given []driver.NamedValue) (driver.Rows, error) {
	fmt.Print(query)
	for _, value := range given {
		fmt.Printf(" | %v", value.Value)
	}
	fmt.Println()
	return nil, io.EOF
}

type connector struct{}

func (connector) Connect(context.Context) (driver.Conn, error) { return connection{}, nil }
func (connector) Driver() driver.Driver                        { return nil }

func main() {
	given := url.Values{"name": {"x' OR '1' = '1"}}.Encode()
	find(sql.OpenDB(connector{}), httptest.NewRequest("GET", "/?"+given, nil))
}
"""
FIND = """
package main

import (
	"database/sql"
	"fmt"
	"net/http"

	_ "github.com/lib/pq"
)

func find(db *sql.DB, r *http.Request) {
	db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")
	db.Query(fmt.Sprintf("SELECT id FROM users WHERE name LIKE '%%%s%%' AND age > $1", r.FormValue("name")), 18)
}
"""


@needs_go
def test_a_value_is_bound_instead_of_written_into_the_statement(cli, project) -> None:
    """What a driver of our own is asked, before and after the fix."""
    root = project({"pyproject.toml": "", "find.go": FIND.lstrip()})
    before = asked(root)
    assert "name = 'x' OR '1' = '1'" in before
    run_of_cli = cli(".", "--fix", "--select", "sql-injection", "--audience", "pedantic")
    assert run_of_cli.code in {0, 1}, run_of_cli.err
    assert asked(root).splitlines() == [
        "SELECT id FROM users WHERE name = $1 | x' OR '1' = '1",
        "SELECT id FROM users WHERE name LIKE $2 AND age > $1 | 18 | %x' OR '1' = '1%",
    ]


def asked(root: Path) -> str:
    """What the program in a folder asks its database; the driver that it imports is left out."""
    folder = root / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "go.mod").write_text("module example.com/run\n\ngo 1.19\n")
    (folder / "main.go").write_text(PROGRAM.lstrip())
    text = (root / "find.go").read_text(encoding="utf-8")
    (folder / "find.go").write_text(re.sub(r'\n\t_ "github.com/lib/pq"\n', "", text), encoding="utf-8")
    said = run(GO, "run", ".", cwd=folder)
    shutil.rmtree(folder)
    return said


def needs_modules(text: str) -> bool:
    """Whether a file imports what is not of the standard library (whose paths begin with a part without a dot)."""
    return any(
        "." in path.split("/")[0] for path in re.findall(r'^(?:import |\t)(?:\w+ )?"([^"\n]+)"$', text, re.MULTILINE)
    )


def run(*command: str | None, cwd: Path) -> str:
    """What a command says; it must succeed, and reaches no network."""
    environment = {**os.environ, "GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local"}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
