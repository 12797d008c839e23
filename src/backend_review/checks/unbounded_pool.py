"""A connection pool that grows as far as the load takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step
from backend_review.checks._trees import arguments, called, text, walk
from backend_review.finding import Match
from backend_review.model.routes import Place

# database/sql and what is built on it: no limit unless one is set.
_OPENS = re.compile(
    r"^(sql|sqlx|otelsql|apmsql|gorm|sqltrace)\.(Open|OpenDB|Connect|MustConnect|MustOpen|ConnectContext)$"
)
_LIMIT = re.compile(r"\b(Set)?MaxOpenConns\b|\bSetMaxOpen\b")
_FILE = re.compile(r"(?i)sqlite|:memory:|duckdb|sqlmock")
_UNLIMITED = {"max_overflow": "-1", "pool_size": "0"}


def judge(backend: Backend) -> Iterator[Match]:
    """A match at the first pool that a Go project opens when it limits none, and at each SQLAlchemy pool without a limit."""
    yield from _go(backend)
    for module in backend.project.modules("python"):
        if module.file.role == "production" and re.search(
            r"max_overflow\s*=\s*-\s*1|pool_size\s*=\s*0\b", module.file.text
        ):
            yield from _sqlalchemy(module.path, module.tree.root_node)


def _go(backend: Backend) -> Iterator[Match]:
    modules = list(backend.project.modules("go"))
    if any(_LIMIT.search(module.file.text) for module in modules):
        return
    for module in modules:
        if module.file.role != "production" or not re.search(r"\b\w+\.(Open|Connect|MustConnect)", module.file.text):
            continue
        for call in walk(module.tree.root_node, frozenset({"call_expression"})):
            name = text(called(call))
            if not _OPENS.match(name) or _FILE.search(text(call)) or _FILE.search(module.file.text):
                continue
            place = Place(module.path, call.start_point[0] + 1)
            yield place_match(
                "unbounded-pool",
                place,
                f"The pool that `{name}` makes has no limit, and no file of this project calls `SetMaxOpenConns`, so a burst of requests "
                "opens a connection each until the database refuses them. Call `db.SetMaxOpenConns(25)` on its `*sql.DB` (and "
                "`SetMaxIdleConns`, `SetConnMaxLifetime`).",
                trace=(step(place, "opens a pool without a limit"),),
            )
            return


def _sqlalchemy(path: str, root: tree_sitter.Node) -> Iterator[Match]:
    for call in walk(root, frozenset({"call"})):
        for item in arguments(call):
            if item.type != "keyword_argument":
                continue
            name, value = text(item.child_by_field_name("name")), text(item.child_by_field_name("value"))
            if _UNLIMITED.get(name) != value.replace(" ", "") or "engine" not in text(called(call)):
                continue
            place = Place(path, item.start_point[0] + 1)
            yield place_match(
                "unbounded-pool",
                place,
                f"`{name}={value}` takes the limit off the pool, so a burst of requests opens a connection each until the database "
                "refuses them. Give it a number: `pool_size=10, max_overflow=10`.",
                trace=(step(place, "takes the limit off the pool"),),
            )
