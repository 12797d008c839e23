"""A column that refers to another table and has no index."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step
from backend_review.checks._tables import index_line
from backend_review.finding import Match, TraceStep
from backend_review.model.routes import Place
from backend_review.model.tables import Reference, Table

# More of them than this are the habit of a project: one finding tells it.
_MOST = 12
_WITHOUT_OWN = {"postgresql", "sqlite", "sqlserver"}

Bare = tuple[tuple[str, ...], Reference, Place]


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each such column; one for all where there are many."""
    made = backend.migrated
    found: list[tuple[Table, list[Bare]]] = []
    for table in backend.tables_asked_for():
        if backend.dialect_of(table) not in _WITHOUT_OWN or table.kind != "table":
            continue
        migrated = [known for tables in made if (known := tables.named(table.name)) is not None]
        bare = [
            item
            for item in _foreign_keys(table)
            if not _indexed(table, migrated, item[0]) and not (not migrated and _indexed_later(backend, table, item[0]))
        ]
        if bare:
            found.append((table, bare))
    if sum(len(bare) for _, bare in found) > _MOST:
        yield _for_all(found)
        return
    for table, bare in found:
        for columns, target, place in bare:
            yield _match(table, columns, target, place)


def _foreign_keys(table: Table) -> Iterator[Bare]:
    for column in table.columns.values():
        if column.references is not None:
            yield (column.name,), column.references, column.place
    for columns, target in table.references:
        held = table.column(columns[0])
        yield columns, target, held.place if held is not None else table.place


def _indexed(table: Table, migrated: list[Table], columns: tuple[str, ...]) -> bool:
    return any(next(known.led_by(columns), None) is not None for known in (table, *migrated))


def _indexed_later(backend: Backend, table: Table, columns: tuple[str, ...]) -> bool:
    """Whether a migration makes such an index of a table that no migration makes: its history begins elsewhere."""
    return any(
        operation.kind == "add_index"
        and operation.table.lower() == table.name.lower()
        and operation.index is not None
        and set(operation.index.columns[: len(columns)]) == set(columns)
        for history in backend.histories
        for migration in history.migrations
        for operation in migration.up
    )


def _match(table: Table, columns: tuple[str, ...], target: Reference, place: Place) -> Match:
    names = ", ".join(columns)
    return place_match(
        "unindexed-foreign-key",
        place,
        f"`{table.name}.{names}` refers to `{target.table}` and no index begins with it, so a join from there, or deleting "
        f"a row of `{target.table}`, reads all of `{table.name}`. Add {index_line(table, columns)}.",
        trace=(
            step(table.place, f"table {table.name}: {_indexes_of(table)}"),
            step(place, f"refers to {target.table}"),
        ),
    )


def _indexes_of(table: Table) -> str:
    known = [f"({', '.join(index.columns)})" for index in table.indexes]
    return f"indexes over {', '.join(known)}" if known else "no index"


def _for_all(found: list[tuple[Table, list[Bare]]]) -> Match:
    count = sum(len(bare) for _, bare in found)
    table, bare = found[0]
    related: list[TraceStep] = [
        step(place, f"{table.name}.{', '.join(columns)} refers to {target.table}")
        for table, items in found
        for columns, target, place in items
    ]
    return place_match(
        "unindexed-foreign-key",
        bare[0][2],
        f"{count} foreign keys in {len(found)} tables have no index (`{table.name}.{', '.join(bare[0][0])}` is the first), "
        f"so joins and deletes read whole tables. Add {index_line(table, bare[0][0])} and the like where tables grow.",
        trace=tuple(related[:50]),
    )
