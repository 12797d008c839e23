"""What rows are asked for by: the columns and keys of a query's conditions, and where their values come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from backend_review.index.sqlshape import shape_of
from backend_review.model.origins import Origins, origins_of
from backend_review.model.values import (
    Condition,
    Filter,
    Items,
    Kind,
    Library,
    Table,
    Thing,
    Value,
    options,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.index.expressions.data import Expr
    from backend_review.model.uses import Use

COMPARES = {
    "eq", "ne", "gt", "gte", "lt", "lte", "inArray", "notInArray", "like", "ilike", "between", "in_", "not_in",
    "notin_", "contains", "any", "any_", "has", "op", "Equal", "In", "Not", "MoreThan", "LessThan", "is_", "startswith",
}  # fmt: skip
JOINS = {"and", "or", "and_", "or_", "not_", "not", "Q", "And", "Or", "where", "sql"}
OPERATORS = {"==", "!=", "===", "!==", "<", ">", "<=", ">=", "in", "not in", "is", "is not"}
DOES_NOT_FILTER = re.compile(
    r"^(select|values?|set\w*|insert\w*|create\w*|add\w*|order_?[bB]y|orderBy|Order|Select|Omit|Preload|Joins|Table|Model|"
    r"options|populate|sort|project|group_?[bB]y|from|returning|select_related|prefetch_related|only|defer|include|limit|"
    r"offset|skip|take|Updates?|Create|Save|save|persist|merge|bulk\w*|collection|Collection)$"
)
_NOT_FILTERS = {"data", "values", "select", "include", "orderBy", "order", "relations", "take", "skip", "limit",
                "offset", "attributes", "defaults", "update", "create", "$set", "options", "lock", "with_for_update",
                "cache", "distinct", "isouter", "full", "onclause"}  # fmt: skip
# What stands below a column in a filter's table, and is none: { id: { in: ids } }, { age: { $gte: 18 } }.
_BELOW = {
    "in", "notIn", "not", "equals", "lt", "lte", "gt", "gte", "contains", "startsWith", "endsWith", "mode", "search",
    "some", "every", "none", "is", "isNot", "has", "hasSome", "hasEvery", "isEmpty", "path", "string_contains",
}  # fmt: skip
_COLUMN = re.compile(r"(\w+)[\"`\]]?\s*(?:=|<|>|!=|<>|\bin\b|\blike\b|\bilike\b|\bis\b)", re.IGNORECASE)
_BY_KEY = {"get", "findById", "findByPk", "get_one", "First", "Take", "Find", "Delete", "findByIdAndUpdate",
           "findByIdAndDelete", "findByIdAndRemove", "Last", "get_or_404"}  # fmt: skip
_MAX = 24


def of_call(use: Use) -> tuple[Filter, ...]:
    """What a call adds to the conditions of a query."""
    if DOES_NOT_FILTER.search(use.method):
        return ()
    found: list[Filter] = []
    go = use.walk.module.language == "go"
    rest = [
        value for value in use.args if not (go and origins_of(value) and origins_of(value) <= {"request", "context"})
    ]
    text = next(((index, text) for index, value in enumerate(rest[:2]) if (text := text_of(value)) is not None), None)
    if text is not None and (len(rest) > text[0] + 1 or _COLUMN.search(text[1])):
        shape = shape_of(text[1])
        columns = list(shape.filters) if shape is not None else _COLUMN.findall(text[1]) or [text[1]]
        origins: Origins = frozenset().union(
            *(origins_of(value) for value in [*rest[text[0] + 1 :], *use.named.values()])
        )
        found += [Filter(column, origins) for column in columns[:_MAX]]
        return tuple(found)
    for value in rest:
        found += of_value(value, use.method)
    for name, value in use.named.items():
        if name not in _NOT_FILTERS:
            found += _entry(name, value)
    if use.expr.entries and not use.named.keys() - use.expr.named.keys():
        found.append(Filter(""))  # filter(user=user, **more): more that is not known
    return tuple(dict.fromkeys(found[:_MAX]))


_SORTS = {"order_by", "orderBy", "addOrderBy", "sort", "Order", "order", "OrderBy", "latest", "earliest", "thenBy"}
_DIRECTIONS = {"asc", "desc", "ascending", "descending", "nulls", "first", "last"}


def sorts_of(use: Use) -> tuple[str, ...]:
    """The columns that a query is sorted by from this call on: ``order_by("-at")``, ``{orderBy: {at: "desc"}}``."""
    found: list[str] = list(use.query.sorts)
    for value in use.args:
        text = text_of(value)
        shape = shape_of(text) if text is not None else None
        found += shape.sorts if shape is not None else ()
    if use.method in _SORTS:
        for value, expr in zip(use.args, use.expr.args, strict=False):
            found += _sorted(value) or ([_named(expr)] if _named(expr) else [])
    for name in ("orderBy", "order", "sort"):
        held = use.named.get(name) or use.option(name, 0) or use.option(name, 1)
        found += _sorted(held) if held is not None else []
    return tuple(dict.fromkeys(found))[:_MAX]


def _sorted(value: Value, depth: int = 3) -> list[str]:
    """The columns in a text (``"at DESC, id"``), a table (``{at: -1}``) or a list of those."""
    found: list[str] = []
    for item in options(value):
        text = text_of(item)
        if text is not None:
            words = [part.strip().lstrip("-+") for part in text.split(",")]
            names = [re.sub(r"[\"`\[\]]", "", word.partition(" ")[0]).rpartition(".")[2] for word in words]
            found += [name for name in names if re.fullmatch(r"\w+", name) and name.lower() not in _DIRECTIONS]
        elif isinstance(item, Table) and depth:
            nested = (_sorted(inner, depth - 1) if isinstance(inner, Table) else [] for inner in item.entries.values())
            for name, below in zip(item.entries, nested, strict=True):
                found += below or [name]
        elif isinstance(item, Items) and depth:
            found += [name for inner in item.items[:5] for name in _sorted(inner, depth - 1)]
    return found


def _named(expr: Expr) -> str:
    """The column of ``Post.created_at.desc()``, ``desc(posts.createdAt)``."""
    for _ in range(4):
        if expr.kind == "attr":
            return expr.name
        inner = expr.args[0] if expr.args else None
        if expr.kind == "call" and expr.target is not None and expr.target.kind == "attr" and not expr.args:
            inner = expr.target.target
        if inner is None:
            return ""
        expr = inner
    return ""


def _goes_along(value: Value) -> bool:
    """Go: whether an argument is the context."""
    origins = origins_of(value)
    return bool(origins) and origins <= {"request", "context"}


def of_value(value: Value, method: str = "", depth: int = 4) -> list[Filter]:
    """The conditions that a value is."""
    found: list[Filter] = []
    for item in options(value):
        if isinstance(item, Condition):
            found += item.filters
        elif isinstance(item, Table) and depth and {"Key", "Value"} <= set(item.entries):  # bson.E
            found.append(Filter(text_of(item.entries["Key"]) or "", origins_of(item.entries["Value"])))
        elif isinstance(item, Table) and depth:
            for name, inner in item.entries.items():
                if name not in _NOT_FILTERS:
                    found += _entry(name, inner, depth - 1)
        elif isinstance(item, Items) and depth:
            for inner in item.items[:10]:
                found += of_value(inner, method, depth - 1)
        elif isinstance(item, Thing) and isinstance(getattr(item.model, "filters", None), tuple):
            found += item.model.filters
        elif not isinstance(item, (Kind, Library)):
            origins = origins_of(item)
            if origins:
                found.append(Filter("id" if method in _BY_KEY else "", origins))
    return found[:_MAX]


def _entry(name: str, value: Value, depth: int = 3) -> list[Filter]:
    """A key of a filter's table, or a keyword: a column, or (``where``, ``AND``) what has columns."""
    inner = [item for item in options(value) if isinstance(item, (Table, Items, Condition))]
    if inner and (
        name in {"where", "query", "filter", "filters"} or name.lstrip("$").upper() in {"AND", "OR", "NOT", "NOR"}
    ):
        return [part for item in inner for part in of_value(item, "", depth)]
    found = [Filter(name, origins_of(value))]
    if depth:  # { author: { id: userId } }
        below = [part for item in inner if isinstance(item, Table) for part in of_value(item, "", depth - 1)]
        found += [part for part in below if part.column not in _BELOW and not part.column.startswith("$")]
    return found


def compared(left: Expr, right: Expr, first: Value, second: Value) -> Condition:
    """``left == right``."""
    column = _column(left) or _column(right)
    return Condition((Filter(column, origins_of(first) | origins_of(second)),))


def of_comparison(name: str, target: Expr, args: list[Value], exprs: Sequence[Expr]) -> Condition | None:
    """``eq(users.id, id)``, ``User.id.in_(ids)``; ``and_(a, b)``, ``Q(owner=user)``."""
    if name not in COMPARES:
        return None
    if target.kind == "attr" and target.target is not None and name.endswith("_") and not name.startswith("any"):
        column = _column(target.target)
        values = args
    else:
        column = _column(exprs[0]) if exprs else ""
        values = args[1:] if len(args) > 1 else args
    return Condition((Filter(column, frozenset().union(*(origins_of(value) for value in values))),))


def joined(args: list[Value], named: dict[str, Value]) -> Condition | None:
    """What several conditions are together; None when none is among them."""
    found: list[Filter] = []
    known = False
    for value in args:
        for item in options(value):
            if isinstance(item, Condition):
                known = True
                found += item.filters
    for name, value in named.items():
        found.append(Filter(name, origins_of(value)))
    return Condition(tuple(dict.fromkeys(found[:_MAX]))) if known or found else None


def _column(expr: Expr) -> str:
    return expr.name if expr.kind == "attr" else ""
