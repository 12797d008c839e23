"""Which columns a query reads: those that it selects by name, of ORMs, query builders and SQL texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.index import sqlshape
from backend_review.model.queries import Query
from backend_review.model.values import Items, Kind, Known, Table, Thing, Value, options, text_of

if TYPE_CHECKING:
    from backend_review.index.expressions.data import Expr
    from backend_review.model.uses import Use

# Methods that name the columns that are read.
_SELECTS = {
    "select", "Select", "addSelect", "column", "columns", "Column", "with_only_columns", "with_entities", "load_only",
    "values", "values_list", "only", "project", "Pluck", "pluck", "first",
}  # fmt: skip
_OPTIONS = ("select", "attributes", "projection", "fields")
_MAX = 40


def projection_of(use: Use) -> tuple[str, ...]:
    """The columns that a query reads or writes by name, from this call on; () for all of them, or unknown ones."""
    found: list[str] = list(use.query.projection)
    for value in use.args:
        text = text_of(value)
        shape = sqlshape.shape_of(text) if text is not None else None
        found += shape.projection if shape is not None else ()
        for item in options(value):  # a query that was built before: session.execute(select(User.id))
            built = item.model if isinstance(item, Thing) else None
            found += built.projection if isinstance(built, Query) else ()
    if use.method in _SELECTS and not (use.method == "values" and use.query.verb == "write"):
        for index, expr in enumerate(use.expr.args):
            found += _named(use.args[index] if index < len(use.args) else None, expr)
        found += [name for name in use.named if use.method in {"values", "only"}]
    if use.method == "options":  # options(load_only(User.id))
        for expr in use.expr.args:
            if expr.kind == "call" and expr.target is not None and expr.target.name in _SELECTS:
                found += [name for inner in expr.args for name in _named(None, inner)]
    for name in _OPTIONS:
        held = use.named.get(name) or use.option(name, 0) or use.option(name, 1)
        found += _taken(held) if held is not None else []
    return tuple(dict.fromkeys(found))[:_MAX]


def _named(value: Value | None, expr: Expr) -> list[str]:
    """What an argument of ``select`` names: a text, a member of a model, or several of them."""
    if value is not None and any(isinstance(item, Kind) for item in options(value)):
        return []  # all of a model's columns
    taken = _taken(value) if value is not None else []
    if taken or expr.kind != "attr":
        return taken
    return [expr.name]


def _taken(value: Value) -> list[str]:
    """The columns in a text (``"id email"``), a table (``{id: true}``) or a list of them; those left out are not."""
    found: list[str] = []
    for item in options(value):
        text = text_of(item)
        if text is not None and not sqlshape.is_statement(text):
            found += [part for part in re.split(r"[\s,]+", text) if re.fullmatch(r"\w+(?:\.\w+)?", part)]
        elif isinstance(item, Table):
            found += [
                name
                for name, said in item.entries.items()
                if said not in {Known(False), Known(0)} and name != "exclude"
            ]
        elif isinstance(item, Items):
            found += [name for inner in item.items[:_MAX] for name in _taken(inner)]
    return found
