"""Migrations that take away what the code still names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step
from backend_review.checks._named import Mention, Named
from backend_review.finding import Audience, Match
from backend_review.model.migrations import History, Migration, Operation
from backend_review.model.tables import Tables

_TAKES = {"drop_column", "drop_table", "rename_column", "rename_table"}


@dataclass(frozen=True, slots=True)
class _Taken:
    """What an operation takes away: a column, or (``column`` is "") a table."""

    migration: Migration
    operation: Operation
    table: str
    column: str
    model: str


_BY_HAND = re.compile(r"(?:^|/)(?:management/commands|scripts?|tools?)/")


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each column or table that is gone after the last migration and that the code names."""
    paths = {item.place.path for history in backend.histories for item in history.migrations}
    ends = [history.tables() for history in backend.histories]
    code = Named(backend, paths)
    for history in backend.histories:
        for taken in _last_taken(history, ends):
            found = code.mentions(taken.table, taken.column, taken.model)
            # A struct names the table to gormigrate's own functions: that it is there says nothing.
            named = list(islice((item for item in found if not _is_struct(history, taken, item)), 20))
            if named:
                yield _match(taken, named)


def _is_struct(history: History, taken: _Taken, mention: Mention) -> bool:
    return history.tool == "gormigrate" and not taken.column and mention[1].startswith("the model")


def _last_taken(history: History, ends: list[Tables]) -> list[_Taken]:
    """What is taken away and does not come back, in any history."""
    found: dict[tuple[str, str], _Taken] = {}
    for migration, operation, tables in history.steps():
        if operation.kind not in _TAKES or "{" in operation.table or "{" in operation.name:
            continue
        table = tables.named(operation.table)
        if table is None:
            continue
        column = ""
        if operation.kind.endswith("_column"):
            held = table.column(operation.name)
            if held is None:
                continue
            column = held.name
        elif operation.kind == "drop_table":  # what has the name afterwards is another table
            found = {key: taken for key, taken in found.items() if key[0] != table.name}
        found[(table.name, column)] = _Taken(migration, operation, table.name, column, table.model)
    return [taken for taken in found.values() if not _is_left(taken, ends) and not _comes_back(taken, history)]


def _is_left(taken: _Taken, ends: list[Tables]) -> bool:
    for tables in ends:
        table = tables.named(taken.table)
        if table is None and taken.model and taken.operation.kind.startswith("drop"):
            table = tables.of(taken.model)  # the model was made anew, with a table of another name
        if table is not None and (not taken.column or table.column(taken.column) is not None):
            return True
    return False


def _comes_back(taken: _Taken, history: History) -> bool:
    """Whether a statement or function that is not understood may make it again."""
    name = re.compile(rf"\b{re.escape(taken.column or taken.table)}\b", re.IGNORECASE)
    after = history.migrations[history.migrations.index(taken.migration) :]
    return any(
        operation.kind == "sql"
        and re.search(r"(?i)\b(?:create|add|rename)\b", operation.text)
        and name.search(operation.text)
        for migration in after
        for operation in migration.up
    )


def _match(taken: _Taken, named: list[Mention]) -> Match:
    place, how = named[0]
    what = f"`{taken.table}.{taken.column}`" if taken.column else f"the table `{taken.table}`"
    renamed = taken.operation.kind.startswith("rename")
    done = f"renamed to `{taken.operation.to}`" if renamed else "dropped"
    more = f" and {len(named) - 1} more places" if len(named) > 1 else ""
    instead = (
        "Add the new name beside it, write both, move what reads over, and drop the old one in a later release."
        if renamed
        else "Release code that does not name it, and drop it in the release after that one."
    )
    said = f"{what} is {done} here and {how} in {place.path}:{place.line}{more} still needs it, so that fails once this has run"
    return place_match(
        "destructive-migration",
        taken.operation.place,
        f"{said[0].upper()}{said[1:]}. {instead}",
        (
            step(taken.operation.place, f"{taken.migration.name}: {what} is {done}"),
            *(step(place, f"{how} names it") for place, how in named),
        ),
        # A command that somebody ran once, most likely before: nothing that serves requests fails.
        audience=Audience.PEDANTIC if all(_BY_HAND.search(place.path) for place, _ in named) else None,
    )
