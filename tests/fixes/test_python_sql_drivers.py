"""Whose parameters an object takes: by what it was made of, in the file or in a module that the file imports from."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from backend_review.fixes.python._codemod import parsed
from backend_review.fixes.python._sql_drivers import driver_of
from backend_review.project.source import SourceFile


def driver(program: str, **others: str) -> str:
    files = {f"shop/{name}.py": text for name, text in {"app": program, **others}.items()}
    sources = {path: SourceFile(Path(), path, "python", "", text.encode()) for path, text in files.items()}
    module = parsed(sources["shop/app.py"])
    assert module is not None
    call = next(call for call in module.of_kind(cst.Call) if module.text(call.func).endswith(".execute"))
    assert isinstance(call.func, cst.Attribute)
    return driver_of(module, call.func.value, lambda: sources)


@pytest.mark.parametrize(
    ("program", "library"),
    [
        ("import sqlite3\nimport psycopg2\ndb = sqlite3.connect('x')\ndef f(): db.execute('')\n", "sqlite3"),
        ("import sqlite3\nimport psycopg2\ndef f(db: 'x'): db.execute('')\n", ""),
        ("import sqlite3\nimport asyncpg\ndef f(db: asyncpg.Pool | None): db.execute('')\n", "asyncpg"),
        (
            "import sqlite3 as s\nimport pymysql\ndef make() -> s.Connection: ...\n"
            "def f():\n    with make() as db, db.cursor() as cur:\n        cur.execute('')\n",
            "sqlite3",
        ),
        (
            "import psycopg2\nimport sqlite3\nclass A:\n"
            "    def __init__(self):\n        self.db = psycopg2.connect('')\n"
            "    def f(self):\n        self.db.cursor().execute('')\n",
            "psycopg2",
        ),
        ("from sqlalchemy import create_engine\ncreate_engine('').raw_connection().cursor().execute('')\n", ""),
        ("import sqlite3\ndef f(db): db.execute('')\n", "sqlite3"),
        (
            "import sqlite3\nclass Db:\n    def execute(self, sql: str) -> None: ...\ndef f(db): db.execute('')\n",
            "",
        ),
    ],
)
def test_in_the_file(program: str, library: str) -> None:
    assert driver(program) == library


def test_in_a_module_that_it_imports_from() -> None:
    program = "from .db import connect\ndef f(): connect().execute('')\n"
    assert driver(program, db="import psycopg2\ndef connect(): ...\n") == "psycopg2"
    assert driver(program, db="import psycopg2\nimport sqlite3\ndef connect(): ...\n") == ""
    assert driver(program, db="def connect(): ...\n", other="import psycopg2\n") == ""
