"""The tables of a project: as rows of the JSON inventory, and as a list that people like to read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.text import Text

from backend_review.backend import Backend
from backend_review.escaping import visible
from backend_review.model.migrations import History
from backend_review.model.tables import Column, Index, Reference, Relation, Table, Tables


def tables_of(backend: Backend) -> list[Table]:
    """The tables that the files asked for declare, and those that only migrations make, as the last one leaves them.

    Where several histories make the same table (one for each database), the first is shown.
    """
    listed = backend.tables_asked_for()
    known = Tables(backend.tables)
    for history, made in zip(backend.histories, backend.migrated, strict=True):
        for table in made:
            if known.named(table.name) is None:
                known.add(table)
                if backend.asked_for is None or table.place.path in backend.asked_for:
                    listed.append(replace(table, library=history.tool, dialect=table.dialect or history.dialect))
    return listed


def table_facts(table: Table) -> dict[str, Any]:
    """What is known of one table, as it is written in JSON."""
    return {
        "name": table.name,
        "model": table.model or None,
        "kind": table.kind,
        "library": table.library,
        "dialect": table.dialect or None,
        "file": table.place.path,
        "line": table.place.line,
        "primary_key": list(table.key),
        "columns": [_column(table, column) for column in table.columns.values()],
        "indexes": [_index(index) for index in table.indexes],
        "foreign_keys": [_foreign_key(columns, target) for columns, target in _foreign_keys(table)],
        "relations": [_relation(relation) for relation in table.relations.values()],
    }


def history_facts(history: History) -> dict[str, Any]:
    """What is known of one history of migrations."""
    return {
        "tool": history.tool,
        "dialect": history.dialect or None,
        "file": history.place.path,
        "line": history.place.line,
        "migrations": [item.name for item in history.migrations],
        "not_understood": [
            {"migration": item.name, "file": place.path, "line": place.line, "reason": why}
            for item in history.migrations
            for place, why in item.unknown
        ],
    }


def _column(table: Table, column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "attribute": column.attribute or None,
        "type": column.type or None,
        "written": column.written or None,
        "nullable": column.nullable,
        "default": column.default,
        "primary": column.name in table.key,
        "unique": table.unique_by([column.name]),
        "indexed": next(table.led_by([column.name]), None) is not None,
        "references": None if column.references is None else column.references.table,
        "line": column.place.line,
    }


def _index(index: Index) -> dict[str, Any]:
    return {
        "name": index.name or None,
        "columns": list(index.columns),
        "unique": index.unique,
        "primary": index.primary,
        "where": index.where or None,
        "file": index.place.path,
        "line": index.place.line,
    }


def _foreign_keys(table: Table) -> Iterator[tuple[tuple[str, ...], Reference]]:
    for column in table.columns.values():
        if column.references is not None:
            yield (column.name,), column.references
    yield from table.references


def _foreign_key(columns: tuple[str, ...], target: Reference) -> dict[str, Any]:
    return {"columns": list(columns), "table": target.table, "on_delete": target.on_delete or None}


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "name": relation.name,
        "target": relation.target,
        "many": relation.many,
        "loading": relation.loading,
        "columns": list(relation.columns),
        "file": relation.place.path,
        "line": relation.place.line,
    }


def print_tables(backend: Backend, console: Console | None = None) -> None:
    """Every table with its columns, what they refer to and which are indexed; then a line of counts."""
    console = console or Console(highlight=False, soft_wrap=True)
    tables = tables_of(backend)
    for table in tables:
        _print_table(table, console)
    for history in backend.histories:
        known = (
            f"{len(history.migrations)} migrations ({history.tool}{', ' + history.dialect if history.dialect else ''})"
        )
        unknown = sum(len(item.unknown) for item in history.migrations)
        more = f", {unknown} statements not understood" if unknown else ""
        console.print(Text(f"{known} from {visible(history.place.path)}{more}", style="dim"))
    bare = sum(_bare_keys(table) for table in tables)
    columns = sum(len(table.columns) for table in tables)
    console.print(Text(f"{len(tables)} tables, {columns} columns, {bare} foreign keys without an index", style="bold"))


def tables_as_text(backend: Backend) -> str:
    """The same for a file."""
    written = io.StringIO()
    print_tables(backend, Console(highlight=False, soft_wrap=True, file=written))
    return written.getvalue().rstrip()


def _bare_keys(table: Table) -> int:
    return sum(next(table.led_by(columns), None) is None for columns, _ in _foreign_keys(table))


def _print_table(table: Table, console: Console) -> None:
    named = f" ({table.model})" if table.model and table.model != table.name else ""
    where = f"  {table.library}  {visible(table.place.path)}:{table.place.line}"
    console.print(Text.assemble((visible(table.name + named), "bold"), (where, "dim")))
    widest = max((len(column.name) for column in table.columns.values()), default=0)
    for column in table.columns.values():
        type = column.type or column.written or "?"
        console.print(
            Text.assemble(
                f"  {visible(column.name):<{min(widest, 32)}}  ", (f"{visible(type)[:16]:<16}  ", "cyan"),
                visible(", ".join(_said_of(table, column))),
            )
        )  # fmt: skip
    for index in table.indexes:
        if len(index.columns) > 1 or index.where or "(…)" in index.columns:
            kind = "key" if index.primary else "unique" if index.unique else "index"
            where = f" where {index.where}" if index.where else ""
            console.print(Text(f"  {kind} ({visible(', '.join(index.columns) + where)})", style="dim"))
    for relation in table.relations.values():
        arrow = "→ many" if relation.many else "→ one"
        console.print(Text(f"  {visible(relation.name)} {arrow} {visible(relation.target)}, {relation.loading}", "dim"))
    console.print()


def _said_of(table: Table, column: Column) -> Iterator[str]:
    if column.name in table.key:
        yield "key"
    elif table.unique_by([column.name]):
        yield "unique"
    elif next(table.led_by([column.name]), None) is not None:
        yield "indexed"
    if column.nullable:
        yield "nullable"
    if column.references is not None:
        target = column.references
        delete = f" on delete {target.on_delete.lower()}" if target.on_delete else ""
        yield f"→ {target.table}{'.' + target.column if target.column else ''}{delete}"
    if column.default is not None:
        yield f"default {column.default}"
