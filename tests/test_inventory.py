"""``backend-review inventory`` through the command line, and input that would have it crash or hang."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

from backend_review.inventory.table import print_table
from backend_review.model.guards import authenticates
from backend_review.model.routes import Guard, Place, join, normal_path
from conftest import CHECKOUT, Result
from frameworks.programs import backend_of


def test_the_inventory_of_the_examples(cli: Callable[..., Result]) -> None:
    done = cli("inventory", str(CHECKOUT / "examples"), "--format", "json")
    assert done.code == 0, done.output
    document = json.loads(done.out)
    assert document["schema"] == "backend-review/inventory/v1"
    schema = json.loads((CHECKOUT / "docs" / "inventory.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)
    rows = {(row["framework"], row["method"], row["path"]): row for row in document["routes"]}
    orders = rows["fastapi", "GET", "/orders"]
    assert orders["auth"][0]["name"] == "current_user"
    assert orders["handler"]["file"].endswith("routes/orders.py")
    assert rows["express", "POST", "/orders/{id}/payment"]["auth"]
    assert rows["gin", "POST", "/orders/{id}/payment"]["auth"]
    assert document["summary"]["routes"] == len(document["routes"])
    assert {app["framework"] for app in document["apps"]} >= {"fastapi", "express", "gin"}


@pytest.mark.parametrize("command", [("inventory",), ("check", "--no-cache")])
def test_every_run_says_the_same(cli: Callable[..., Result], command: tuple[str, ...]) -> None:
    """Sets of Python are in another order in every process; what is printed must not be."""
    projects = str(CHECKOUT / "rules" / "api" / "unvalidated-body" / "samples")
    said = {cli(*command, projects, "--format", "json", PYTHONHASHSEED=str(seed)).out for seed in (1, 2, 3)}
    assert len(said) == 1


def test_the_list_for_people_names_what_guards(cli: Callable[..., Result]) -> None:
    done = cli("inventory", str(CHECKOUT / "examples" / "fastapi-shop"))
    assert "current_user" in done.out
    assert "18 routes: 9 unauthenticated" in done.out.splitlines()[-1]
    header, first = done.out.splitlines()[1:3]
    assert header.split() == [*"method path handler auth limit validated paged tests docs effects".split()]
    assert re.fullmatch(r"POST +/login +login +open +- +Credentials +- +[1-9]\d* +yes +reads User", first)


@pytest.mark.parametrize("width", [40, 80, 120, 160, 300])
def test_the_table_is_as_wide_as_the_terminal(tmp_path: Path, width: int) -> None:
    routes = "".join(f"@app.get('/a/{'long/' * n}x')\ndef {'handler' * n}(): ...\n" for n in (1, 9))
    backend = backend_of(tmp_path, {"app.py": f"from fastapi import FastAPI\napp = FastAPI()\n{routes}"})
    written = io.StringIO()
    print_table(backend, Console(file=written, width=width, force_terminal=True, color_system=None, highlight=False))
    lines = [line for line in written.getvalue().splitlines() if line.startswith(("method", "GET"))]
    assert len(lines) == 3
    assert max(map(len, lines)) <= width


def test_openapi_has_every_path_and_its_parameters(cli: Callable[..., Result]) -> None:
    done = cli("inventory", str(CHECKOUT / "examples" / "fastapi-shop"), "--format", "openapi")
    document = json.loads(done.out)
    assert document["openapi"] == "3.1.0"
    operation = document["paths"]["/orders/{order_id}"]["get"]
    assert operation["parameters"][0] == {
        "name": "order_id", "in": "path", "required": True, "schema": {"type": "integer"},
    }  # fmt: skip
    assert operation["security"] == [{"bearer": []}]
    ids = [item["operationId"] for path in document["paths"].values() for item in path.values()]
    assert len(ids) == len(set(ids))


def test_a_wrong_path_is_told(cli: Callable[..., Result]) -> None:
    done = cli("inventory", "no-such-folder")
    assert done.code == 2
    assert "no such file or folder" in done.err


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("/users/<int:user_id>/", "/users/{user_id}/"),
        ("/users/:id(\\d+)", "/users/{id}"),
        ("/files/{path:path}", "/files/{path}"),
        ("/files/*filepath", "/files/{filepath}"),
        ("/x/{id...}", "/x/{id}"),
        ("users", "/users"),
        ("/a//b", "/a/b"),
        ("/p/{id:[0-9]{2}}", "/p/{id}"),
    ],
)
def test_parameters_are_written_one_way(written: str, plain: str) -> None:
    assert normal_path(written) == plain


def test_an_unknown_prefix_counts_as_empty() -> None:
    assert join("{?}", "/users") == "/users"
    assert join("/api", "/users", "join") == "/api/users"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("get_current_user", True), ("login_required", True), ("passport.authenticate", True), ("requireUser", True),
        ("middleware.JWTAuth", True), ("verifyToken", True), ("authorize", True), ("has_permission", True),
        ("get_db", False), ("express.json", False), ("passport.initialize", False), ("authorRoutes", False),
        ("rateLimiter", False), ("get_current_user_optional", False), ("cors", False), ("csrf", False),
    ],
)  # fmt: skip
def test_guards_are_known_by_name(name: str, expected: bool) -> None:
    assert authenticates(Guard(name, Place("a.py", 1))) is expected


HOSTILE = {
    "recursion.py": "from recursion import *\nimport recursion\ndef f():\n    return f()\nf()\n",
    "mutual_a.py": "from mutual_b import b\na = b\n",
    "mutual_b.py": "from mutual_a import a\nb = a\n",
    "self_mount.py": "from fastapi import APIRouter\nr = APIRouter(prefix='/x')\nr.include_router(r)\n",
    "nested.py": "x = " + "[" * 3000 + "]" * 3000 + "\n",
    "chain.py": "x = a" + ".b" * 5000 + "\n",
    "calls.py": "x = f" + "()" * 4000 + "\n",
    "half.py": "from fastapi import FastAPI\napp = FastAPI(\n@app.get('/half'\ndef x(:\n",
    "python2.py": "print 'x'\nexec 'y'\n",
    "loop.py": "def f(n):\n    for i in [1]*300:\n        for j in [1]*300:\n            f(n)\nf([1]*300)\n",
    "star.js": "export * from './star.js';\nmodule.exports = require('./star.js');\n",
    "router.js": "const r = require('express').Router(); r.use(r); r.use('/a', r); module.exports = r;\n",
    "x.go": "package main\n\nfunc main() { main() }\n\ntype T struct { T }\n",
    "min.js": "var a=" + "(" * 2000 + "1" + ")" * 2000 + ";\n",
    "bad.ts": "\x00\xff<<<<<<< HEAD\nimport {",
    "tsconfig.json": '{"compilerOptions": {"paths": {"*": ["*"], "@/*": 5}}}',
    "go.mod": "module \n",
}


def test_hostile_programs_end_and_hide_nothing(tmp_path: Path) -> None:
    good = {"good.py": "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/good')\ndef good(): ...\n"}
    backend = backend_of(tmp_path, {**HOSTILE, **good})
    assert "/good" in [found.path for found in backend.routes]


def test_operation_ids_differ_where_paths_look_alike(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    project(
        {
            "app.js": "const app = require('express')();\n"
            "app.get('/a/b', (req, res) => res.end());\napp.get('/a_b', (req, res) => res.end());\n"
        }
    )
    paths = json.loads(cli("inventory", "--format", "openapi").out)["paths"]
    assert paths["/a/b"]["get"]["operationId"] != paths["/a_b"]["get"]["operationId"]


def test_effects_and_tests_are_in_the_inventory(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    project(
        {
            "app.py": "from fastapi import Depends, FastAPI\nfrom sqlalchemy.orm import Session\n"
            "from models import Order\nfrom db import get_db\n\napp = FastAPI()\n\n\n"
            "@app.get('/orders')\ndef orders(db: Session = Depends(get_db)):\n    return db.query(Order).all()\n",
            "db.py": "def get_db():\n    yield SessionLocal()\n",
            "models.py": "from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase): ...\n\n\n"
            "class Order(Base):\n    __tablename__ = 'orders'\n",
            "tests/test_app.py": "from fastapi.testclient import TestClient\nfrom app import app\n\n\n"
            "def test_orders():\n    assert TestClient(app).get('/orders').status_code == 200\n",
        }
    )
    (row,) = json.loads(cli("inventory", "--format", "json").out)["routes"]
    assert row["list"] is True
    assert row["paginated"] is False
    assert row["effects"][0]["kind"] == "read_many"
    assert row["tested"] == [{"path": "tests/test_app.py", "line": 6}]


def test_a_file_without_routes_needs_no_model(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    project(
        {
            "app.py": "from fastapi import FastAPI\nfrom helpers import double\n\napp = FastAPI()\n",
            "helpers.py": "def double(x):\n    return {'x': x}.get('x') * 2\n",
        }
    )
    assert "routes found" not in cli("helpers.py", "--stats", "--fail-on", "never").out
    assert "routes found" in cli("app.py", "--stats", "--fail-on", "never").out


def test_what_could_not_be_followed_is_counted(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    project({"app.py": "from fastapi import FastAPI\n\napp = FastAPI()\nplugins(app)\n"})
    assert "not followed: calls of unknown functions" in cli("--stats", "--fail-on", "never").out


def test_files_that_are_not_analysed_are_told(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    filler = "".join(f"var v{number} = {number}\n" for number in range(60_000))
    project(
        {
            "go.mod": "module example.com/shop\n",
            "routes.go": f'package main\n\nimport "net/http"\n\nfunc routes() {{ http.HandleFunc("/x", x) }}\n{filler}',
            "main.go": "package main\n\nfunc main() { routes() }\n",
        }
    )
    gap = {"path": "routes.go", "line": None, "reason": "larger than 1024 KiB"}
    assert json.loads(cli("inventory", "--format", "json").out)["not_analysed"] == [gap]
    assert "1 file not analysed: routes.go (larger than 1024 KiB)" in cli("inventory").out
    assert "Not analysed: routes.go (larger than 1024 KiB)." in cli("inventory", "--format", "html").out
    assert json.loads(cli("--format", "json", "--fail-on", "never").out)["not_analysed"] == [gap]


def test_rules_for_pedants_are_not_run_for_others(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    routes = "".join(f"\n\n@app.get('/{name}')\ndef {name}(): ...\n" for name in "abc")
    project({"app.py": f"from fastapi import FastAPI\n\napp = FastAPI()\n{routes}"})
    assert cli("--format", "json").rules == []
    assert "missing-health-check" in cli("--format", "json", "--audience", "pedantic").rules
    assert cli("--format", "json", "--select", "missing-health-check").rules == ["missing-health-check"]
