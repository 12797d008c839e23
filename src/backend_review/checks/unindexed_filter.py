"""A column that a route's query filters or sorts by, and that no index begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title, way
from backend_review.checks._tables import MANY, forms_of, index_line
from backend_review.checks.unpaginated_list import SMALL
from backend_review.finding import Match
from backend_review.model.effects import Effect
from backend_review.model.routes import FoundRoute
from backend_review.model.tables import Column, Table

# What an index narrows little: a flag, one of a few words.
_FEW = {"boolean", "enum", "json", "object", "array"}
_FEW_NAMES = re.compile(
    r"(?i)status|state$|^is_|^is[A-Z]|^has_|active|enabled|deleted|^type$|kind$|visib|^role$|priority|order$|position"
)


@dataclass(frozen=True, slots=True)
class _Bare:
    found: FoundRoute
    effect: Effect
    table: Table
    column: Column
    sorted: bool  # by it, and not filtered


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each column that is asked for without an index, where it is asked; one for all where they are many."""
    bare: dict[tuple[str, str], _Bare] = {}
    for found in backend.routes:
        if found.route.kind not in {"http", "graphql"}:
            continue
        for effect in backend.effects_of(found):
            item = _bare(backend, found, effect)
            if item is not None:
                bare.setdefault((item.table.name, item.column.name), item)
    items = list(bare.values())
    if len(items) > MANY:
        yield _for_all(items)
        return
    for item in items:
        yield _match(item)


def _bare(backend: Backend, found: FoundRoute, effect: Effect) -> _Bare | None:
    """What a query is slow by; None when an index serves it, or when not all is known that it asks by."""
    if effect.kind not in {"read_one", "read_many"} or not (effect.filters or effect.sorts):
        return None
    forms = forms_of(backend, effect.what)
    if not forms or forms[0].kind == "view" or SMALL.search(forms[0].name):
        return None
    table = forms[0]
    columns: list[Column] = []
    for item in effect.filters:
        name, _, lookup = item.column.partition("__")
        column = table.column(name) or table.column(f"{name}_id")
        if column is None or lookup not in {"", "exact", "in", "gt", "gte", "lt", "lte", "range"}:
            return None
        columns.append(column)
    by_sort = not columns
    if by_sort and effect.bound is not None:
        first = table.column(effect.sorts[0])
        columns = [first] if first is not None else []
    if not columns or any(_served(form, column) for form in forms for column in columns):
        return None
    told = [item for item in columns if item.type not in _FEW and not _FEW_NAMES.search(item.name)]
    return _Bare(found, effect, table, told[0], by_sort) if told else None


def _served(table: Table, column: Column) -> bool:
    """Whether an index begins with a column, or is over something made of it."""
    if column.primary or next(table.led_by([column.name]), None) is not None or table.key[:1] == (column.name,):
        return True
    return any(index.columns and column.name in re.findall(r"\w+", index.columns[0]) for index in table.indexes)


def _match(item: _Bare) -> Match:
    name = f"{item.table.name}.{item.column.name}"
    how = "sorts all of" if item.sorted else "looks through all of"
    return place_match(
        "unindexed-filter",
        item.effect.place,
        f"`{title(item.found)}` {'sorts' if item.sorted else 'filters'} by `{name}`, which no index begins with, so the "
        f"database {how} `{item.table.name}` for each request. Add {index_line(item.table, [item.column.name])}.",
        trace=(
            *way(item.found),
            *(step(call.place, f"calls {call.name}") for call in item.effect.chain),
            step(item.effect.place, f"asks {item.table.name} by {item.column.name}"),
            step(item.column.place, f"{name}: no index begins with it"),
        ),
    )


def _for_all(items: list[_Bare]) -> Match:
    first = items[0]
    name = f"{first.table.name}.{first.column.name}"
    return place_match(
        "unindexed-filter",
        first.effect.place,
        f"{len(items)} columns that routes filter or sort by have no index (`{name}` in `{title(first.found)}` is the "
        f"first), so each request reads whole tables. Add {index_line(first.table, [first.column.name])} and the like "
        "where tables grow.",
        trace=tuple(
            step(item.effect.place, f"asks {item.table.name} by {item.column.name}, which has no index")
            for item in items[:50]
        ),
    )
