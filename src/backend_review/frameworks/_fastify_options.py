"""Fastify: what the options of routes and plugins say: hooks, schemas, tables of them."""

from __future__ import annotations

from backend_review.frameworks.support import guard_of, guard_of_expr
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module
from backend_review.model.evaluator import NOTHING, Call
from backend_review.model.routes import Guard
from backend_review.model.values import (
    Items,
    Library,
    Table,
    Thing,
    Unknown,
    Value,
    options,
)

INSTANCE = "fastify.Instance"


def table_of(value: Value | None) -> Table:
    """An options object; an empty one for anything else."""
    return next((item for item in options(value or Unknown()) if isinstance(item, Table)), Table())


def hooks_of(call: Call, value: Value | None, expr: Expr | None) -> list[Guard]:
    """The functions of a hook, lists of them taken apart."""
    if value is None or value == NOTHING:
        return []
    if isinstance(value, Items):
        listed = expr is not None and expr.kind == "list" and len(expr.args) == len(value.items)
        parts = expr.args if expr is not None and listed else [expr] * len(value.items)
        return [guard for item, part in zip(value.items, parts, strict=True) for guard in hooks_of(call, item, part)]
    if isinstance(value, Thing) and value.made_by is not None and value.made_by.name == f"{INSTANCE}.auth":
        made = value.made_by  # @fastify/auth: fastify.auth([a, b])
        return hooks_of(made, made.arg(0), made.expr.args[0] if made.expr.args else None)
    if expr is None:
        return [guard_of(call, value)]
    guard = guard_of_expr(call, value, expr)
    if isinstance(value, Library) and expr.kind in {"name", "attr"}:
        guard.name = call.scope.module.text(expr.node)
    return [guard]


def entry_of(expr: Expr | None, name: str) -> Expr | None:
    """The value of an entry of an object as it is written."""
    if expr is None or expr.kind != "dict":
        return None
    return next((item for key, item in expr.entries if key is not None and key.value == name), None)


def schema_of(module: Module, schema: Table, expr: Expr | None, member: str) -> str:
    """What a route's schema says of the body or response, as it is written."""
    if member not in schema.entries:
        return ""
    written = entry_of(expr, member)
    if written is not None and member == "response":
        good = (item for key, item in written.entries if key is not None and str(key.value).startswith("2"))
        written = next(good, written)
    if written is not None:
        return " ".join(module.text(written.node).split())[:80]
    return f"{module.text(expr.node)}.{member}" if expr is not None and expr.kind in {"name", "attr"} else member
