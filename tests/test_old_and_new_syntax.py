"""Python 2, and syntax that is newer than the interpreter: reviewed as far as it can be read, and listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import Result

Cli = Callable[..., Result]
Project = Callable[[dict[str, str]], Path]

OLD = """\
import os
import sys
from flask import Flask, request

app = Flask(__name__)


@app.route("/ping")
def ping():
    host = request.args["host"]
    print "pinging", host
    try:
        os.system("ping " + host)
    except OSError, error:
        print >>sys.stderr, `error`
    return "ok"


@app.route("/run")
def run():
    code = request.args["code"]
    exec code
    return "ok"


@app.route("/order")
def order():
    cursor.execute("SELECT id FROM orders WHERE name = '%s'" % request.args["name"])
    raise ValueError, "no order"
"""
NEW = """\
import os
from flask import Flask, request

app = Flask(__name__)


@app.route("/ping")
def ping():
    host = request.args["host"]
    try:
        os.system("ping " + host)
    except OSError, ValueError:
        pass
    return t"ok {host}"


def first[T](items: list[T]) -> T:
    type Items = list[T]
    return items[0]


@app.route("/order")
def order():
    cursor.execute("SELECT id FROM orders WHERE name = '%s'" % request.args["name"])
"""
RULES = ("--select", "command-injection,code-injection,sql-injection", "--format", "json")


def test_python_2_is_reviewed_and_listed(cli: Cli, project: Project) -> None:
    project({"old.py": OLD})
    report = cli(".", *RULES).json
    assert [(one["rule"], one["start"]["line"]) for one in report["findings"]] == [
        ("command-injection", 13),
        ("code-injection", 22),
        ("sql-injection", 28),
    ]
    assert [(gap["path"], gap["line"]) for gap in report["not_analysed"]] == [("old.py", 11)]
    assert "Python 2" in report["not_analysed"][0]["reason"]


def test_newer_python_is_reviewed_and_listed(cli: Cli, project: Project) -> None:
    project({"new.py": NEW})
    report = cli(".", *RULES).json
    assert [(one["rule"], one["start"]["line"]) for one in report["findings"]] == [
        ("command-injection", 11),
        ("sql-injection", 24),
    ]
    assert {gap["path"] for gap in report["not_analysed"]} == {"new.py"}
    assert len({gap["line"] for gap in report["not_analysed"]}) == len(report["not_analysed"])


def test_words_of_python_2_in_texts_are_no_python_2(cli: Cli, project: Project) -> None:
    text = (
        'import os\n\nHELP = """\nprint "hello"\nexec code\nraise ValueError, "x"\n"""\n\n'
        "def run(request):\n    try:\n        os.system(HELP)\n    except (OSError, ValueError):\n        print(HELP)\n"
    )
    project({"help.py": text})
    assert cli(".", *RULES).json["not_analysed"] == []


def test_awaited_calls_that_are_given_types(cli: Cli, project: Project) -> None:
    """``await a.b<T>(c)`` is a call that is awaited, whatever the grammar takes it for."""
    shop = """\
import express from 'express'
import { DataSource } from 'typeorm'
const app = express()
app.post('/items', async (req, res) => {
  const runner = new DataSource({ type: 'postgres' }).createQueryRunner()
  AWAIT runner.manager.save<Array<Item>>(req.body.items)
  res.sendStatus(201)
})
app.listen(1)
"""
    project(
        {
            "package.json": '{"dependencies": {"express": "4", "typeorm": "0.3"}}',
            "app.ts": shop.replace("AWAIT", "await"),
        }
    )
    assert cli(".", "--select", "floating-promise", "--format", "json").rules == []
    project({"app.ts": shop.replace("AWAIT ", "")})
    assert cli(".", "--select", "floating-promise", "--format", "json").rules == ["floating-promise"]
