"""Code, SQL and migrations that are broken: what is around them is found, and what was not understood is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shapes.projects import inventory, lines, routes, write

GOOD_PYTHON = """
=== good.py
from fastapi import FastAPI
app = FastAPI()

@app.get("/good")
def good(): ...
"""
GOOD_JAVASCRIPT = """
=== package.json
{"name": "shop", "dependencies": {"express": "4"}}

=== good.js
const app = require('express')();
app.get('/good', (req, res) => res.end());
app.listen(3000);
"""
GOOD_GO = """
=== go.mod
module example.com/shop

=== good.go
package main

import "net/http"

func main() {
    http.HandleFunc("/good", good)
    http.ListenAndServe(":8080", nil)
}

func good(w http.ResponseWriter, r *http.Request) {}
"""
BROKEN_CODE = {
    "python: a function that is being written, in a file with routes": (
        """
        === app.py
        from fastapi import FastAPI
        app = FastAPI()

        @app.get("/first")
        def first(): ...

        @app.get("/half"
        def half(x, :
            return (

        @app.get("/last")
        def last(): ...
        """,
        "GET /first",
        ["app.py:7"],
    ),
    "python: a merge that was not resolved": (
        GOOD_PYTHON
        + """
=== other.py
<<<<<<< HEAD
import os
=======
import sys
>>>>>>> branch
from good import app

@app.get("/other")
def other(): ...
""",
        "GET /good\nGET /other",
        ["other.py:1"],
    ),
    "python: a template of code": (
        GOOD_PYTHON
        + """
=== templates/service.py
from {{ project }} import app

@app.get("/{{ path }}")
def {{ name }}(): ...
""",
        "GET /good",
        ["templates/service.py:1"],
    ),
    "python: unbalanced quotes and tabs among spaces": (
        GOOD_PYTHON
        + """
=== quotes.py
def f():
\tif True:
        return 'never closed
def g(): return \"\"\"nor this
""",
        "GET /good",
        ["quotes.py:3"],
    ),
    "javascript: braces that are missing": (
        GOOD_JAVASCRIPT
        + """
=== other.js
const router = require('express').Router();
router.get('/x', (req, res) => { if (req.query.a { res.end(); );
module.exports = router;
""",
        "GET /good",
        ["other.js:1"],
    ),
    "typescript: a decorator without a class, an import that is being written": (
        GOOD_JAVASCRIPT
        + """
=== half.ts
import { Contr
@Controller('x')
""",
        "GET /good",
        ["half.ts:1"],
    ),
    "go: a function that is being written": (
        GOOD_GO
        + """
=== half.go
package main

func half(w http.ResponseWriter, {
    if err := ; err != nil {
""",
        "* /good",
        ["half.go:3"],
    ),
}


def _gaps(document: dict[str, Any]) -> list[str]:
    return [f"{gap['path']}:{gap['line']}" for gap in document["not_analysed"]]


@pytest.mark.parametrize(("project", "expected", "gaps"), BROKEN_CODE.values(), ids=BROKEN_CODE)
def test_broken_code(tmp_path: Path, project: str, expected: str, gaps: list[str]) -> None:
    document = inventory(tmp_path, project)
    assert set(lines(expected)) <= set(routes(document))
    assert _gaps(document) == gaps
    assert {gap["reason"] for gap in document["not_analysed"]} == {"syntax error: this part was not understood"}


def test_minified_files_and_data_are_no_code_of_the_project(tmp_path: Path) -> None:
    write(tmp_path, GOOD_JAVASCRIPT)
    (tmp_path / "bundle.js").write_text("var a=1;" + "app.get('/min',function(e,t){t.end()});" * 20_000)
    (tmp_path / "long.js").write_text("module.exports=" + "[" * 4000 + "]" * 4000)
    (tmp_path / "huge.js").write_text("module.exports = [\n" + "  { id: 1, name: 'x' },\n" * 80_000 + "];\n")
    document = inventory(tmp_path)
    assert routes(document) == ["GET /good"]
    assert [gap["path"] for gap in document["not_analysed"]] == ["huge.js"]


MODELS = """
=== models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase): ...

class Good(Base):
    __tablename__ = "good"
    id: Mapped[int] = mapped_column(primary_key=True)
"""
BROKEN_SQL = {
    "a statement that is half written among others": (
        """
        === schema.sql
        CREATE TABLE first (id bigint PRIMARY KEY);
        CREATE TABLE broken (id bigint PRIMARY KEY, name text;
        CREATE TABLE last (id bigint PRIMARY KEY);
        """,
        "first last",
        ["schema.sql:2"],
    ),
    "text that ends in the middle": (
        """
        === schema.sql
        CREATE TABLE first (id bigint PRIMARY KEY);
        CREATE TABLE cut (
            id bigint,
        """,
        "first",
        ["schema.sql:2"],
    ),
    "a quote that is never closed": (
        """
        === schema.sql
        CREATE TABLE first (id bigint PRIMARY KEY);
        CREATE TABLE broken (name text DEFAULT 'it's not closed);
        CREATE TABLE last (id bigint PRIMARY KEY);
        """,
        "first last",
        ["schema.sql:2"],
    ),
    "templates: jinja, erb, envsubst, mustache": (
        """
        === jinja/schema.sql
        CREATE TABLE one (id bigint PRIMARY KEY);
        CREATE TABLE {{ schema }}.two (id bigint);
        {% if debug %}
        CREATE TABLE three (id bigint);
        {% endif %}
        === erb/schema.sql
        CREATE TABLE four (id bigint PRIMARY KEY, at <%= type %>);
        === env/schema.sql
        CREATE TABLE five (id bigint PRIMARY KEY);
        CREATE TABLE ${PREFIX}six (id bigint);
        GRANT ALL ON five TO $USER;
        """,
        "five one",
        ["env/schema.sql:2", "erb/schema.sql:1", "jinja/schema.sql:2"],
    ),
    "statements of a database that is not known": (
        """
        === schema.sql
        CREATE TABLE first (id bigint PRIMARY KEY);
        CREATE FROBNICATED TABLE what AS OF NOW WITH (x => 1) DISTRIBUTE BY HASH(id) !!;
        CREATE TABLE last (id bigint PRIMARY KEY);
        """,
        "first last",
        ["schema.sql:2"],
    ),
    "commands of clients and functions in other languages": (
        """
        === schema.sql
        \\connect shop
        \\restrict c2Vl
        CREATE TABLE first (id bigserial PRIMARY KEY);
        CREATE FUNCTION f() RETURNS trigger AS $$
        BEGIN
            PERFORM 1; RETURN NEW;
        END;
        $$ LANGUAGE plpgsql;
        COPY first (id) FROM stdin;
        1\t'x
        2\t(
        \\.

        CREATE TABLE last (id bigserial PRIMARY KEY);
        """,
        "first last",
        None,
    ),
    "nesting without end": (
        "=== schema.sql\nCREATE TABLE first (id bigint PRIMARY KEY);\nSELECT "
        + "(\n" * 3000
        + "1"
        + ")\n" * 3000
        + ";\n",
        "first",
        ["schema.sql:2"],
    ),
    "a migration that is not understood, among others": (
        """
        === migrations/0001_users.up.sql
        CREATE TABLE users (id bigint PRIMARY KEY);
        === migrations/0001_users.down.sql
        DROP TABLE users;
        === migrations/0002_broken.up.sql
        ALTER TABLE users ADD COLUMN {{ name }} text;
        ALTER TABLE users ADD COLUM 1;
        === migrations/0002_broken.down.sql
        SELECT 1;
        """,
        "users",
        ["migrations/0002_broken.up.sql:1", "migrations/0002_broken.up.sql:2"],
    ),
}


@pytest.mark.parametrize(("project", "tables", "gaps"), BROKEN_SQL.values(), ids=BROKEN_SQL)
def test_broken_sql(tmp_path: Path, project: str, tables: str, gaps: list[str] | None) -> None:
    write(tmp_path, MODELS)
    document = inventory(tmp_path, project)
    assert sorted(table["name"] for table in document["tables"]) == sorted(["good", *tables.split()])
    assert gaps is None or _gaps(document) == gaps


def test_a_dump_is_told_and_not_read(tmp_path: Path) -> None:
    write(tmp_path, MODELS)
    rows = "".join(f"INSERT INTO t VALUES ({n}, 'some text to make it long');\n" for n in range(30_000))
    (tmp_path / "dump.sql").write_text("CREATE TABLE t (id bigint PRIMARY KEY);\n" + rows)
    few = "".join(f"INSERT INTO s VALUES ({n});\n" for n in range(6_000))
    (tmp_path / "seed_schema.sql").write_text("CREATE TABLE s (id bigint PRIMARY KEY);\n" + few)
    document = inventory(tmp_path)
    assert sorted(table["name"] for table in document["tables"]) == ["good", "s"]
    assert [(gap["path"], gap["reason"]) for gap in document["not_analysed"]] == [
        ("dump.sql", "larger than 1024 KiB"),
        ("seed_schema.sql", "more than 5000 statements"),
    ]


CYCLIC = {
    "alembic: revisions that need each other, and one whose parent is not there": (
        """
        === alembic.ini
        [alembic]
        script_location = alembic

        === alembic/env.py
        from alembic import context

        === alembic/versions/a.py
        from alembic import op
        import sqlalchemy as sa
        revision = "a"
        down_revision = "b"

        def upgrade():
            op.create_table("one", sa.Column("id", sa.Integer, primary_key=True))

        def downgrade():
            op.drop_table("one")

        === alembic/versions/b.py
        from alembic import op
        revision = "b"
        down_revision = "a"

        def upgrade():
            op.drop_table("one")

        def downgrade(): ...

        === alembic/versions/c.py
        from alembic import op
        revision = "c"
        down_revision = "lost"

        def upgrade(): ...
        def downgrade(): ...
        """,
        "need each other",
    ),
    "django: migrations that depend on each other": (
        """
        === manage.py
        === shop/__init__.py
        === shop/migrations/__init__.py
        === shop/migrations/0001_initial.py
        from django.db import migrations, models

        class Migration(migrations.Migration):
            dependencies = [("shop", "0002_more")]
            operations = [migrations.CreateModel("Item", [("id", models.AutoField(primary_key=True))])]

        === shop/migrations/0002_more.py
        from django.db import migrations, models

        class Migration(migrations.Migration):
            dependencies = [("shop", "0001_initial")]
            operations = [migrations.AddField("Item", "name", models.CharField(max_length=9))]
        """,
        "need each other",
    ),
}


@pytest.mark.parametrize(("project", "reason"), CYCLIC.values(), ids=CYCLIC)
def test_migrations_in_circles(tmp_path: Path, project: str, reason: str) -> None:
    document = inventory(tmp_path, MODELS + project.replace("\n        ", "\n"))
    assert any(reason in gap["reason"] for gap in document["not_analysed"])
    assert len(document["migrations"]) == 1
