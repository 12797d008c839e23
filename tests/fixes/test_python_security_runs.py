"""Fixed Python runs against the real libraries: what was open is closed, and what was meant still works."""

from __future__ import annotations

import importlib.util
import sqlite3
from pathlib import Path
from types import ModuleType

import pytest

CASES = Path(__file__).parent / "python"


def load(rule: str, case: str) -> ModuleType:
    """A case as a module of its own."""
    path = CASES / rule / f"{case}.py"
    spec = importlib.util.spec_from_file_location(case.replace(".", "_"), path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def notes_db(tmp_path: Path) -> Path:
    place = tmp_path / "notes.db"
    with sqlite3.connect(place) as db:
        db.execute("CREATE TABLE notes (id INTEGER, author TEXT, body TEXT, kind TEXT, seen INTEGER)")
        db.executemany(
            "INSERT INTO notes VALUES (?, ?, ?, ?, 1)",
            [(1, "ann", "50% off", "own"), (2, "bob", "other", "own"), (3, "o'neil", "{}", "own")],
        )
    return place


@pytest.mark.parametrize(("case", "all_are_told"), [("sqlite", True), ("sqlite.fixed", False)])
def test_sql_of_sqlite(case: str, all_are_told: bool, notes_db: Path) -> None:
    app = load("sql-injection", case)
    app.connect = lambda: sqlite3.connect(notes_db)
    client = app.app.test_client()
    assert client.get("/notes?author=ann&term=off").json == [[1]]
    told = client.get("/notes", query_string={"author": "x' OR '1'='1"})
    assert (told.status_code == 200 and len(told.json) == 3) is all_are_told
    if not all_are_told:
        assert client.get("/notes", query_string={"author": "o'neil"}).json == [[3]]
