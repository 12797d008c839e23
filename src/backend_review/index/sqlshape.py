"""What a statement of SQL that stands in a program's code asks for: its columns, conditions and order.

sqlglot parses it; what the program puts in is a hole first (``{?}``, ``%s``, ``$1``, ``:name``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from backend_review.index import sql

_BEGINS = re.compile(r"^\s*(?:--[^\n]*\n\s*)*\(?\s*(?:select|with|insert|update|delete|replace)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?is)^[\s(]*(?:with\b.+\bas\s*\(|select\b.+\bfrom\b|insert\s+(?:or\s+\w+\s+|ignore\s+)?into\b|update\b.+\bset\b"
    r"|delete\s+from\b|replace\s+into\b)"
)
_COMMENT = re.compile(r"--[^\n]*\n|/\*.*?\*/", re.DOTALL)
_PLACES = re.compile(r"%\(\w+\)s|%s|\$\d+|\?|(?<![:\w]):[A-Za-z_]\w*|@[A-Za-z_]\w*")
_QUERIES = {"Subquery", "Select", "Exists", "Union"}
_HOLE = "{?}"
_NAME = "hole_of_the_program"


@dataclass(frozen=True, slots=True)
class Shape:
    """``projection`` are the columns that are read (by their own names; () for all of them) or written, ``filters``
    those that the statement's own conditions name, ``sorts`` those that it sorts by."""

    projection: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()


def is_statement(text: str) -> bool:
    """Whether a text begins as a statement that reads or changes rows."""
    return _BEGINS.match(text) is not None


def is_whole_statement(text: str | None) -> bool:
    """Whether a text is a whole statement of SQL, and no sentence that begins with "Select"."""
    return text is not None and _WHOLE.match(_COMMENT.sub(" ", text)) is not None


@lru_cache(maxsize=4096)
def shape_of(text: str) -> Shape | None:
    """The shape of a statement; None for what is none or is not understood."""
    if not is_statement(text):
        return None
    whole = text.strip().rstrip(";").rstrip()
    # A hole is a name or value; the last one more clauses; all are more clauses; what comes after a column.
    for begin, hole in ((whole, _NAME), (whole.removesuffix(_HOLE), _NAME), (whole, ""), (whole, f" = {_NAME}")):
        tree = sql.parsed(_PLACES.sub("NULL", begin.replace(_HOLE, hole))).tree
        if tree is not None:
            return Shape(_projection(tree), _columns(tree.args.get("where")), _columns(tree.args.get("order")))
    return None


def _projection(tree: Any) -> tuple[str, ...]:
    """``SELECT a, b AS c`` a and b; ``INSERT INTO t (a)``, ``UPDATE t SET a = …`` the columns that are written."""
    kind = type(tree).__name__
    if kind == "Insert":
        target = tree.this
        items = target.expressions if type(target).__name__ == "Schema" else ()
    else:
        items = tree.args.get("expressions") or ()
    if kind == "Select" and any(item.is_star for item in items):
        return ()
    names: list[str] = []
    for item in items:
        shown = item.this if type(item).__name__ in {"Alias", "EQ"} else item
        if type(shown).__name__ in {"Column", "Identifier"}:
            names.append(shown.name)
        elif not any(type(part).__name__ in _QUERIES for part in shown.walk()):
            names.append(shown.sql()[:60])
    return tuple(name for name in dict.fromkeys(names) if name and _NAME not in name)


def _columns(part: Any) -> tuple[str, ...]:
    """The columns that a part names, without those of its subqueries."""
    if part is None:
        return ()
    found: list[str] = []
    pending = [part]
    while pending:
        item = pending.pop(0)
        if type(item).__name__ == "Column":
            found.append(item.name)
        elif type(item).__name__ not in _QUERIES:
            pending.extend(item.iter_expressions())
    return tuple(name for name in dict.fromkeys(found) if name != _NAME)
