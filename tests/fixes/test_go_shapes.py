"""Shapes of Go that need a project of their own: one finding a project, or drivers that other files tell of."""

from __future__ import annotations

from textwrap import dedent

import pytest

POOL = """
    package store

    import (
    \t"database/sql"

    \t_ "github.com/lib/pq"
    )

    func open(dsn string) *sql.DB {
    \tpool, err := sql.Open("postgres", dsn)
    \tif err != nil {
    \t\tpanic(err)
    \t}
    \treturn pool
    }
"""
GORM = """
    package store

    import (
    \t"gorm.io/driver/postgres"
    \t"gorm.io/gorm"
    )

    func open(dsn string) (*gorm.DB, error) {
    \treturn gorm.Open(postgres.Open(dsn), &gorm.Config{})
    }
"""
GIN = """
    package main

    import (
    \t"net/http"

    \t"github.com/gin-gonic/gin"
    )

    func find(id string) (map[string]string, error) { return nil, nil }

    func show(c *gin.Context) {
    \torder, err := find(c.Param("id"))
    \tif err != nil {
    \t\tc.JSON(http.StatusOK, gin.H{"error": "no such order"})
    \t\treturn
    \t}
    \tif order["owner"] != c.Query("user") {
    \t\tc.JSON(http.StatusOK, gin.H{"error": "not yours"})
    \t\treturn
    \t}
    \tc.JSON(http.StatusOK, order)
    }

    func main() {
    \tr := gin.Default()
    \tr.GET("/orders/:id", show)
    \tr.Run()
    }
"""
QUERY = """
    package store

    import (
    \t"database/sql"
    \t"net/http"
    )

    type store struct{ db *sql.DB }

    func (s *store) find(r *http.Request) *sql.Row {
    \treturn s.db.QueryRow("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")
    }
"""


@pytest.mark.parametrize(
    ("rule", "text", "wanted"),
    [
        ("unbounded-pool", POOL, "\t}\n\tpool.SetMaxOpenConns(25)\n\treturn pool\n"),
        (
            "unbounded-pool",
            GORM,
            "\tpool, err := db.DB()\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\tpool.SetMaxOpenConns(25)\n",
        ),
        ("error-with-success-status", GIN, 'InternalServerError, gin.H{"error": "no such order"})'),
        ("error-with-success-status", GIN, 'StatusOK, gin.H{"error": "not yours"})'),
    ],
)
def test_one_finding_a_project(cli, project, rule: str, text: str, wanted: str) -> None:
    assert wanted in mended(cli, project, rule, {"main.go": text})


@pytest.mark.parametrize(
    ("others", "wanted"),
    [
        ({"open.go": 'package store\n\nimport _ "github.com/go-sql-driver/mysql"\n'}, "name = ?"),
        ({"go.mod": "module a.b/c\n\nrequire github.com/jackc/pgx/v5 v5.5.0\n"}, "name = $1"),
        ({"go.mod": "module a.b/c\n\nrequire github.com/lib/pq v1.10.9 // indirect\n"}, "'\" + r.FormValue"),
        (
            {"go.mod": "module a.b/c\n\nrequire (\n\tgithub.com/lib/pq v1\n\tmodernc.org/sqlite v1\n)\n"},
            "'\" + r.FormValue",
        ),
        ({"other.go": 'package store\n\nconst all = "SELECT id FROM users WHERE age = $1"\n'}, "name = $1"),
    ],
)
def test_the_driver_may_be_told_by_another_file(cli, project, others: dict[str, str], wanted: str) -> None:
    assert wanted in mended(cli, project, "sql-injection", {"main.go": QUERY, **others})


def test_a_name_of_the_package_is_not_imported_over(cli, project) -> None:
    """Another file of the package declares ``time``, so this one cannot import it."""
    text = 'package rates\n\nimport "net"\n\nfunc dial(a string) (net.Conn, error) { return net.Dial("tcp", a) }\n'
    other = "package rates\n\nvar time = 1\n"
    assert mended(cli, project, "missing-timeout", {"main.go": text, "other.go": other}) == text


@pytest.mark.parametrize(
    "imports",
    [
        'import "net/http"',
        'import (\n\t"net/http"\n)',
        'import (\n\th "net/http"\n)',
        'import (\n\t"net/http"\n\n\t"a.b/c"\n)',
    ],
)
def test_imports_are_where_gofmt_has_them(cli, project, imports: str) -> None:
    name = "h" if '\th "' in imports else "http"
    text = f"package rates\n\n{imports}\n\nvar client = &{name}.Client{{}}\n"
    fixed = mended(cli, project, "missing-timeout", {"main.go": text})
    prefix = "h " if name == "h" else ""
    assert f'import (\n\t{prefix}"net/http"\n\t"time"\n' in fixed
    assert fixed.endswith(f"var client = &{name}.Client{{Timeout: 10 * time.Second}}\n")


def mended(cli, project, rule: str, files: dict[str, str]) -> str:
    """What becomes of ``main.go``."""
    texts = {name: dedent(text).lstrip() for name, text in files.items()}
    root = project({"pyproject.toml": "", **texts})
    run = cli(".", "--fix", "--unsafe-fixes", "--select", rule, "--audience", "pedantic", "--format", "json")
    assert run.code in {0, 1}, run.err
    return (root / "main.go").read_text(encoding="utf-8")
