"""What keeps input from a sink: checks and casts in other functions and files, ways never taken, other keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.engines.crossfile import marks
from backend_review.finding import Audience, NotAnalysed
from samples import review_tree

_SERVER = """
const express = require('express');
const { Pool } = require('pg');
const checks = require('./checks');
const pool = new Pool();
const app = express();
app.get('/users', async (req, res) => {
BODY
  res.json(await pool.query(`SELECT * FROM users ORDER BY ${column}`));
});
app.listen(3000);
"""
_CHECKS = """
const COLUMNS = ['name', 'age'];
exports.isColumn = (column) => COLUMNS.includes(column);
exports.check = function check(column) {
  if (!COLUMNS.includes(column)) throw new Error('no such column');
};
exports.checkAll = function checkAll(query) {
  if (COLUMNS.indexOf(query.sort) === -1) throw new Error('no such column');
};
exports.logs = function logs(column) {
  if (!COLUMNS.includes(column)) console.log('no such column');
};
exports.position = (value) => {
  const position = Number(value);
  if (Number.isNaN(position)) throw new Error('no number');
  return position;
};
exports.same = (value) => value;
"""

HARMLESS = {
    "a predicate of the project": "const column = req.query.sort; if (!checks.isColumn(column)) return res.end();",
    "a predicate in a ternary": "const column = checks.isColumn(req.query.sort) ? req.query.sort : 'name';",
    "a validator that throws": "const column = req.query.sort; checks.check(column);",
    "a validator of a part": "checks.check(req.query.sort); const column = req.query.sort;",
    "a validator of an object": "checks.checkAll(req.query); const column = req.query.sort;",
    "a cast": "const column = checks.position(req.query.sort);",
    "never": "const mode = 'B'; let column = 'name'; if (mode === 'A') { column = req.query.sort; }",
    "a case": "const n = 'ABC'.charAt(1); let column; switch (n) { case 'A': column = req.query.sort; break;"
    " case 'B': column = 'name'; break; }",
    "a constant ternary": "const n = 86; const column = 7 * 42 - n > 200 ? 'name' : req.query.sort;",
    "another key": "const given = { sort: 'name', dir: req.query.dir }; const column = given.sort;",
    "overwritten": "const given = { ...req.query, sort: 'name' }; const column = given.sort;",
    "another place": "const [, column] = [req.query.sort, 'name'];",
    "another key of a map": "const m = new Map(); m.set('a', req.query.sort); m.set('b', 'age');"
    " const column = m.get('b');",
    "another key, taken over": "const given = Object.assign({ sort: 'name' }, { dir: req.query.dir });"
    " const column = given.sort;",
    "numbers": "const column = req.query.sort.split(',').map(Number).join(',');",
}
HARMFUL = {
    "a predicate the other way round": "const column = req.query.sort; if (checks.isColumn(column)) return res.end();",
    "a predicate nobody listens to": "const column = req.query.sort; checks.isColumn(column);",
    "a validator that only tells": "const column = req.query.sort; checks.logs(column);",
    "another value is checked": "const column = req.query.sort; checks.check(req.query.dir);",
    "checked, then replaced": "let column = req.query.sort; checks.check(column); column = req.query.other;",
    "checked where it fails quietly": "const column = req.query.sort; try { checks.check(column); } catch (e) {}",
    "always": "const mode = 'A'; let column = 'name'; if (mode === 'A') { column = req.query.sort; }",
    "may change": "let mode = 'B'; if (req.query.a) { mode = 'A'; } let column;"
    " if (mode === 'A') { column = req.query.sort; }",
    "falls through": "const n = 'A'; let column; switch (n) { case 'A': case 'B': column = req.query.sort; break; }",
    "this key": "const given = { sort: req.query.sort, dir: 'asc' }; const column = given.sort;",
    "a function of the project": "const column = checks.same(req.query.sort);",
    "a fold": "const column = Object.keys(req.query).reduce((all, key) => all + key, '');",
    "taken over": "const given = {}; Object.assign(given, { sort: req.query.sort }); const column = given.sort;",
    "a closure": "let column = ''; Object.keys(req.query).forEach((key) => { column += key; });",
}


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, int]]:
    """Where SQL is made of input in a project that has each of the programs in a file of its own."""
    folder = tmp_path_factory.mktemp("checks")
    for name, body in {**HARMLESS, **HARMFUL}.items():
        (folder / _file(name)).write_text(_SERVER.replace("BODY", body).lstrip("\n"), encoding="utf-8")
    (folder / "checks.js").write_text(_CHECKS, encoding="utf-8")
    (folder / "package.json").write_text('{"dependencies": {"express": "4", "pg": "8"}}', encoding="utf-8")
    report = review_tree(folder, ["sql-injection"])
    assert not report.problems
    return {(finding.path, finding.start.line) for finding in report.findings}


def _file(name: str) -> str:
    return name.replace(" ", "_").replace(",", "") + ".js"


@pytest.mark.parametrize("name", HARMLESS)
def test_input_is_kept_out(name: str, harmed: set[tuple[str, int]]) -> None:
    assert [place for place in harmed if place[0] == _file(name)] == []


@pytest.mark.parametrize("name", HARMFUL)
def test_input_gets_through(name: str, harmed: set[tuple[str, int]]) -> None:
    assert [place for place in harmed if place[0] == _file(name)] == [(_file(name), 8)]


@pytest.mark.parametrize(("calls", "audience"), [(3, "regular"), (4, "pedantic"), (12, "pedantic")])
def test_what_goes_through_many_calls_is_told_to_those_who_ask(
    calls: int, audience: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("far")
    steps = "\n".join(f"def step{number}(name):\n    return name.strip('{number}')\n\n" for number in range(calls))
    steps += "\ndef read(name):\n    return open('/srv/' + name).read()\n"
    (folder / "steps.py").write_text(steps, encoding="utf-8")
    taken = "\n".join(f"    name = steps.step{number}(name)" for number in range(calls))
    (folder / "app.py").write_text(
        "import steps\nfrom flask import Flask, request\n\napp = Flask(__name__)\n\n\n@app.get('/pictures')\n"
        f"def picture():\n    name = request.args['name']\n{taken}\n    return steps.read(name)\n",
        encoding="utf-8",
    )
    found = review_tree(folder, ["path-traversal"]).findings
    assert [(item.path, item.audience.value) for item in found] == [("steps.py", audience)]


_MODELS = """
from pydantic import BaseModel


class Bug(BaseModel):
    id: int
    title: str


class Event(BaseModel):
    bug: Bug
    action: str


class Item(BaseModel):
    event: Event
"""
_QUEUE = """
from pathlib import Path
from models import Event, Item

FOLDER = Path("/srv")


class Queue:
    def put(self, item: Item):
        folder = FOLDER / f"{item.event.bug.id}"
        folder.mkdir()

    def name(self, item: Item):
        place = FOLDER / f"{item.event.bug.title}"
        place.mkdir()
"""
_HOOKS = """
from fastapi import Body, FastAPI
from models import Event, Item
from queues import Queue

app = FastAPI()
queue = Queue()


@app.post("/hooks")
def hook(event: Event = Body(...)):
    queue.put(Item(event=event))
    queue.name(Item(event=event))
"""


def test_numbers_deep_in_a_body_are_no_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("deep")
    for name, text in (("models", _MODELS), ("queues", _QUEUE), ("hooks", _HOOKS)):
        (folder / f"{name}.py").write_text(text.lstrip("\n"), encoding="utf-8")
    found = review_tree(folder, ["path-traversal"]).findings
    assert [(item.path, item.start.line) for item in found] == [("queues.py", 14)]
    assert "`place` comes from the request" in found[0].message


def test_where_the_engine_gave_up_on_what_makes_input_harmless_flows_are_for_those_who_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app.js").write_text(
        "const app = require('express')();\n"
        "function send(res, to) {\n  res.redirect(to);\n}\n"
        "app.get('/go', (req, res) => send(res, req.query.to));\n"
    )
    known = review_tree(tmp_path, ["open-redirect"]).findings
    run = marks.semgrep.run

    def gave_up(variants, *others):  # type: ignore[no-untyped-def]
        result = run(variants, *others)
        gaps = [NotAnalysed("app.js", f"timeout in {item.id}") for item in variants if item.id.startswith("clean-")]
        result.not_analysed.extend(gaps)
        return result

    monkeypatch.setattr(marks.semgrep, "run", gave_up)
    unsure = review_tree(tmp_path, ["open-redirect"]).findings
    assert [(item.start.line, item.audience) for item in known] == [(3, Audience.REGULAR)]
    assert [(item.start.line, item.audience) for item in unsure] == [(3, Audience.PEDANTIC)]
