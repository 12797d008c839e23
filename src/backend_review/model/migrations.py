"""Migrations: the changes that a project makes to its tables, in their order, and the tables that come of them.

``migrations/`` says how each tool writes them down; everything above reads only this form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from backend_review.model.routes import Place
from backend_review.model.tables import Column, Index, Reference, Table, Tables

KINDS = frozenset(
    (
        *("create_table", "drop_table", "rename_table", "add_column", "drop_column", "rename_column", "alter_column"),
        *("add_index", "drop_index", "rename_index", "add_constraint", "drop_constraint", "sql", "code"),
    )
)


@dataclass(slots=True, eq=False)
class Operation:
    """One change.

    ``kind`` is one of ``KINDS``: ``sql`` is a statement that changes no table (data) or is not understood (``text``),
    ``code`` a function that is run. ``name`` is what is dropped or renamed, ``to`` what it becomes. ``changes`` says
    what alter_column changes: type, null (may be NULL now), not_null, default.
    """

    kind: str
    table: str
    place: Place
    name: str = ""
    to: str = ""
    definition: Table | None = None  # create_table
    column: Column | None = None  # add_column, alter_column (as it is after it, as far as that is said)
    index: Index | None = None  # add_index, and add_constraint of a unique or primary key
    constraint: str = ""  # add_constraint: foreign key, check, unique, primary key, exclude
    columns: tuple[str, ...] = ()  # of a foreign key or check
    reference: Reference | None = None
    changes: frozenset[str] = frozenset()
    concurrently: bool = False  # CREATE INDEX CONCURRENTLY and the like
    validated: bool = True  # False: NOT VALID
    if_exists: bool = False
    text: str = ""


@dataclass(slots=True, eq=False)
class Migration:
    """One migration. ``up`` and ``down`` are in the order they run.

    ``down`` is None where nothing is written to go back; ``irreversible`` is why there is none, in the author's words
    ("" when nothing is said). ``parents`` are the names of the migrations that must have run before.
    """

    name: str
    place: Place
    up: list[Operation] = field(default_factory=list)
    down: list[Operation] | None = None
    down_place: Place | None = None
    irreversible: str = ""
    parents: tuple[str, ...] = ()
    transactional: bool = True
    unknown: list[tuple[Place, str]] = field(default_factory=list)  # what of it could not be read, and why
    initial: bool = False


@dataclass(slots=True, eq=False)
class History:
    """The migrations that one tool runs, in their order."""

    tool: str
    place: Place
    migrations: list[Migration] = field(default_factory=list)
    dialect: str = ""
    problems: list[tuple[Place, str]] = field(default_factory=list)  # cycles, parents that are not there

    def steps(self) -> Iterator[tuple[Migration, Operation, Tables]]:
        """Every change with the tables as they are before it (they change as you go on)."""
        tables = Tables()
        for migration in self.migrations:
            for operation in migration.up:
                yield migration, operation, tables
                apply(operation, tables)

    def tables(self) -> Tables:
        """The tables that the whole history makes."""
        tables = Tables()
        for migration in self.migrations:
            for operation in migration.up:
                apply(operation, tables)
        return tables


def ordered(migrations: Iterable[Migration]) -> tuple[list[Migration], list[tuple[Place, str]]]:
    """Migrations with parents before their children, otherwise by name; and cycles, which are cut."""
    by_name = {item.name: item for item in migrations}
    done: dict[str, Migration] = {}
    problems: list[tuple[Place, str]] = []
    for start in sorted(by_name):
        pending = [(start, iter(by_name[start].parents))]
        on_the_way = {start}
        while pending:
            name, parents = pending[-1]
            parent = next((item for item in parents if item in by_name and item not in done), None)
            if parent is None:
                pending.pop()
                on_the_way.discard(name)
                done.setdefault(name, by_name[name])
            elif parent in on_the_way:
                problems.append((by_name[name].place, f"migrations that need each other: {name} and {parent}"))
            else:
                on_the_way.add(parent)
                pending.append((parent, iter(by_name[parent].parents)))
    return list(done.values()), problems


def apply(operation: Operation, tables: Tables) -> None:
    """Change the tables as an operation does. What it names and is not there is left alone."""
    if operation.kind == "create_table" and operation.definition is not None:
        if tables.named(operation.table) is None or not operation.if_exists:
            tables.add(copied(operation.definition))
        return
    if operation.kind == "drop_index" and not operation.table:
        for each in tables:
            each.indexes = [item for item in each.indexes if item.name != operation.name]
        return
    table = tables.named(operation.table)
    if table is None:
        return
    if operation.kind == "drop_table":
        tables.remove(table)
    elif operation.kind == "rename_table":
        tables.rename(table, operation.to)
    elif operation.kind in {"drop_index", "drop_constraint"}:
        _drop_named(table, operation)
    elif operation.kind == "rename_index":
        _rename_index(table, operation)
    else:
        _change_column(table, operation)


def _change_column(table: Table, operation: Operation) -> None:
    column = operation.column
    if operation.kind == "add_column" and column is not None:
        table.columns[column.name] = replace(column)
        if column.primary:
            table.add_index([column.name], column.place, unique=True, primary=True)
        if operation.index is not None:
            table.indexes.append(operation.index)
    elif operation.kind == "drop_column":
        held = table.column(operation.name)
        if held is not None:
            del table.columns[held.name]
            table.indexes = [item for item in table.indexes if held.name not in item.columns]
    elif operation.kind == "rename_column":
        _rename_column(table, operation.name, operation.to)
    elif operation.kind == "alter_column" and column is not None:
        _alter(table, column, operation.changes)
        if "index" in operation.changes:
            alone = (column.name,)
            table.indexes = [item for item in table.indexes if item.columns != alone or item.primary or item.name]
            table.indexes += [operation.index] if operation.index is not None else []
    elif operation.index is not None:
        names = (held.name if (held := table.column(name)) is not None else name for name in operation.index.columns)
        table.indexes.append(replace(operation.index, columns=tuple(names)))
    elif operation.constraint == "foreign key" and operation.reference is not None:
        own = table.columns.get(operation.columns[0]) if len(operation.columns) == 1 else None
        if own is not None:
            own.references = operation.reference
        else:
            table.references.append((operation.columns, operation.reference))


def _alter(table: Table, column: Column, changes: frozenset[str]) -> None:
    held = table.columns.get(column.name) or table.column(column.attribute)
    if held is None:
        return
    if held.name != column.name:  # Django: a field that becomes a relation has another column
        _rename(table, held, column.name)
    if "type" in changes:
        held.type, held.written, held.length = column.type, column.written, column.length
    if changes & {"null", "not_null"}:
        held.nullable = "null" in changes
    if "default" in changes:
        held.default = column.default
    if column.primary and not table.key:
        held.primary = True
        table.add_index([held.name], column.place, unique=True, primary=True)


def _drop_named(table: Table, operation: Operation) -> None:
    """Drop an index or constraint; one that is known by the columns it is over has their names.

    One that was given no name has the name that PostgreSQL makes of the table and the columns.
    """
    wanted = operation.columns
    table.indexes = [
        item
        for item in table.indexes
        if not (
            (operation.name and operation.name == (item.name or _name_made(table, item)))
            or (wanted and item.columns == wanted)
        )
    ]


def _rename_index(table: Table, operation: Operation) -> None:
    """Give an index another name; ``columns``, as the database or the program names them, tell it from its like."""
    held = [column.name if (column := table.column(name)) is not None else name for name in operation.columns]
    for index in table.indexes:
        if index.name == operation.name and (not held or list(index.columns) == held):
            index.name = operation.to
            return


def _name_made(table: Table, index: Index) -> str:
    if index.primary:
        return f"{table.name}_pkey"
    return f"{table.name}_{'_'.join(index.columns)}_{'key' if index.unique else 'idx'}"


def _rename_column(table: Table, old: str, new: str) -> None:
    held = table.column(old)
    if held is None:
        return
    if held.name != old:  # a program's own name for it: author, in the column author_id
        _rename(table, held, held.name.replace(held.attribute, new, 1))
        held.attribute = new
    else:
        held.attribute = new if held.attribute == old else held.attribute
        _rename(table, held, new)


def _rename(table: Table, held: Column, new: str) -> None:
    old, held.name = held.name, new
    table.columns = {column.name: column for column in table.columns.values()}
    for index in table.indexes:
        index.columns = tuple(new if name == old else name for name in index.columns)


def copied(table: Table) -> Table:
    """A table that can be changed without changing the one it was made from."""
    return replace(
        table,
        columns={name: replace(column) for name, column in table.columns.items()},
        indexes=[replace(index) for index in table.indexes],
        relations=dict(table.relations),
        references=list(table.references),
    )
