"""What the checks over tables have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step
from backend_review.finding import Audience, Confidence, Match
from backend_review.model.tables import Column, Table

# More places than this are the habit of a project: one finding tells it.
MANY = 12
# What makes an index over a column, by library.
_INDEX_IT = {
    "django": "`db_index=True`",
    "mongoose": "`index: true`",
    "sqlalchemy": "`index=True`",
    "sqlmodel": "`index=True`",
    "typeorm": "`@Index()`",
    "gorm": '`gorm:"index"`',
}


def words_of(name: str) -> list[str]:
    """The words of a name in lower case: ``unitPrice`` and ``unit_price`` as unit, price."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def forms_of(backend: Backend, what: str) -> list[Table]:
    """A table as the models have it, and as each history of migrations makes it; nothing for one that is not known."""
    declared = backend.tables.of(what)
    name = declared.name if declared is not None else what
    made = [known for tables in backend.migrated if (known := tables.named(name)) is not None]
    return [declared, *made] if declared is not None else made


def full_name(table: Table, column: Column) -> str:
    """``table.column``."""
    return f"{table.name}.{column.name}"


def of_columns(
    rule: str,
    found: list[tuple[Table, Column]],
    each: str,
    every: str,
    confidence: Confidence | None = None,
    audience: Audience | None = None,
) -> Iterator[Match]:
    """A match at each column; one for all where there are many.

    In the texts ``{name}`` is the column, ``{type}`` its type as written, ``{count}`` how many there are.
    """
    if len(found) > MANY:
        table, column = found[0]
        yield place_match(
            rule,
            column.place,
            every.format(name=full_name(table, column), type=column.written or column.type, count=len(found)),
            tuple(step(column.place, full_name(table, column)) for table, column in found[:50]),
            confidence=confidence,
            audience=audience,
        )
        return
    for table, column in found:
        yield place_match(
            rule,
            column.place,
            each.format(name=full_name(table, column), type=column.written or column.type, count=1),
            (
                step(table.place, f"table {table.name}"),
                step(column.place, f"{full_name(table, column)} is {column.written}"),
            ),
            confidence=confidence,
            audience=audience,
        )


def index_line(table: Table, columns: Sequence[str]) -> str:
    """What to add so that an index begins with these columns."""
    if table.library == "prisma":
        fields = ", ".join(item.attribute if (item := table.column(name)) else name for name in columns)
        return f"`@@index([{fields}])` to the model"
    if len(columns) == 1 and table.library in _INDEX_IT:
        return _INDEX_IT[table.library]
    if table.library == "sequelize":
        fields = ", ".join(f"'{name}'" for name in columns)
        return f"`indexes: [{{ fields: [{fields}] }}]` to the model's options"
    return f"`CREATE INDEX CONCURRENTLY ON {_quoted(table.name)} ({', '.join(map(_quoted, columns))});`"


def _quoted(name: str) -> str:
    """A name as PostgreSQL keeps it: capitals only in quotes."""
    return f'"{name}"' if name != name.lower() else name
