"""Timestamps that do not know their time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._tables import of_columns
from backend_review.finding import Match
from backend_review.model.tables import Column

_NAIVE_DEFAULT = re.compile(r"\butcnow\b|\bdatetime\.now(?:\(\))?$|\bdatetime\.now\(\)")


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each timestamp column without zone in PostgreSQL, and for each that gets values without one."""
    found = [
        (table, column)
        for table in backend.tables_asked_for()
        for column in table.columns.values()
        if (column.type == "timestamp" and backend.dialect_of(table) == "postgresql") or _gets_naive(column)
    ]
    yield from of_columns(
        "naive-timestamp",
        found,
        "`{name}` keeps a clock's reading without its zone (`{type}`), so times from servers or sessions in other zones "
        "cannot be compared. Make it `timestamptz` and write values that know their zone.",
        "{count} timestamp columns have no time zone (`{name}` is the first), so times from servers or sessions in other "
        "zones cannot be compared. Make them `timestamptz` and write values that know their zone.",
    )


def _gets_naive(column: Column) -> bool:
    return column.type in {"timestamp", "timestamptz"} and _NAIVE_DEFAULT.search(column.default or "") is not None
