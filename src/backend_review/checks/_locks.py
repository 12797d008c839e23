"""What migrations do to PostgreSQL's tables that makes everybody else wait.

https://www.postgresql.org/docs/current/sql-altertable.html (Notes), https://www.postgresql.org/docs/current/explicit-locking.html,
https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY; for version 14 and later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.model.migrations import History, Migration, Operation
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Index, Table, Tables

# Functions that give another value for each row, so that a default of them has to be computed for each.
_VOLATILE = re.compile(
    r"(?i)\b(?:gen_random_uuid|uuid_generate_v\d\w*|uuid|random|clock_timestamp|timeofday|nextval|rand|func\.random)\s*\("
    r"|\b(?:RandomUUID|Random)\b|^(?:identity|Identity|Sequence|Computed)$"
)
_LOCK_TABLE = re.compile(
    r"(?is)^\s*LOCK\s+(?:TABLE\s+)?(?:ONLY\s+)?(?P<table>[\w.\"]+).*?(?:\bIN\s+(?P<mode>[\w\s]+?)\s+MODE|$)"
)
_LIGHT_LOCKS = {"ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE"}
_WHOLE = re.compile(
    r"(?is)^\s*(?:(?P<vacuum>VACUUM\s*(?:\([^)]*\bFULL\b[^)]*\)|FULL\b)[\w\s]*?)|(?P<cluster>CLUSTER(?:\s+VERBOSE)?)"
    r"|(?P<reindex>REINDEX\s+(?:\([^)]*\)\s*)?TABLE(?!\s+CONCURRENTLY)))\s+(?P<table>[\w.\"]+)(?:\s|$|;)"
)
_VALIDATES = re.compile(r"(?i)\bVALIDATE\s+CONSTRAINT\s+(?:IF\s+EXISTS\s+)?[\"`]?(\w+)")
_EMPTIES = re.compile(
    r"(?is)^\s*(?:TRUNCATE(?:\s+TABLE)?\s+(?:ONLY\s+)?(?P<truncated>[\w.\",\s]+)|DELETE\s+FROM\s+(?P<deleted>[\w.\"]+)\s*;?\s*$)"
)
_MAKES = re.compile(r"(?i)\bCREATE\s+(?:UNLOGGED\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w.\"]+)")
_NUMBERS = re.compile(r"\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)")


@dataclass(frozen=True, slots=True)
class Lock:
    """An operation that holds up a table. ``kind`` is what it is: index, unique, not null, no default, default, type,
    foreign key, check, lock, transaction; ``subject`` the columns or the name that it is about."""

    kind: str
    migration: Migration
    operation: Operation
    table: str
    subject: str
    made: Place | None = None  # where an earlier migration made the table
    detail: str = ""


@dataclass(slots=True)
class _State:
    """What is known of the tables beside what ``Tables`` holds."""

    made: dict[str, Place] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)  # made by the migration that is read
    empty: set[str] = field(default_factory=set)  # emptied by it
    uniques: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)  # before the migration took some away
    checks: dict[str, tuple[str, str, bool]] = field(default_factory=dict)  # name: table, condition, validated

    def proven(self, table: str, column: Column) -> bool:
        """Whether a validated check says that a column has no NULL: PostgreSQL then does not read the rows."""
        names = "|".join(re.escape(name) for name in {column.name, column.attribute} if name)
        says = re.compile(
            rf"(?i)\b(?:{names})\b[\"'`]?\s+IS\s+NOT\s+NULL|\bNOT\s+[\"'`]?(?:{names})\b[\"'`]?\s+IS\s+NULL"
            rf"|\b(?:{names})__isnull\W+False"
        )
        return any(on == table and valid and says.search(text) for on, text, valid in self.checks.values())


def locks(history: History) -> Iterator[Lock]:
    """The operations of a history's way up that lock a table which an earlier migration made, in their order."""
    state = _State()
    current: Migration | None = None
    first = history.migrations[0] if history.migrations else None
    for migration, operation, tables in history.steps():
        if migration is not current:
            current = migration
            state.new, state.empty, state.uniques = set(), set(), {}
        old = not (
            operation.table in state.new or migration is first or (migration.initial and history.tool == "django")
        )
        if "{" not in operation.table:
            yield from _judged(migration, operation, tables, state, old)
        _note(operation, tables, state)


def _judged(migration: Migration, operation: Operation, tables: Tables, state: _State, old: bool) -> Iterator[Lock]:
    """What an operation holds up: one answer, the worst."""
    if operation.concurrently and migration.transactional:
        name = operation.index.name if operation.index is not None else operation.name
        yield Lock("transaction", migration, operation, operation.table, name, state.made.get(operation.table))
        return
    if not old:
        return
    rule = _RULES.get(operation.kind)
    found = rule(operation, tables.named(operation.table), state) if rule is not None else None
    if found is not None:
        kind, subject, detail = found
        table = detail if kind == "lock" else operation.table
        if table not in state.new:
            yield Lock(kind, migration, operation, table, subject, state.made.get(table), detail)


_Found = tuple[str, str, str]  # kind, subject, detail


def _add_index(operation: Operation, table: Table | None, state: _State) -> _Found | None:
    index = operation.index
    if index is None or operation.concurrently or not operation.table:
        return None
    return ("index", _named(index.name, index.columns), "") if not _is_there(index, table, state) else None


def _named(name: str, columns: tuple[str, ...]) -> str:
    return name if name and "{" not in name else ", ".join(columns)


def _is_there(index: Index, table: Table | None, state: _State) -> bool:
    """Whether the same columns had such an index before: Django's together options name all of them again."""
    if not index.name.endswith("_together}") or table is None:
        return False
    names = tuple(held.name if (held := table.column(name)) is not None else name for name in index.columns)
    return names in state.uniques.get(table.name, set())


def _add_constraint(operation: Operation, table: Table | None, state: _State) -> _Found | None:
    index = operation.index
    if operation.constraint in {"unique", "primary key"} and index is not None:
        return None if _is_there(index, table, state) else ("unique", ", ".join(index.columns), operation.constraint)
    if operation.constraint in {"foreign key", "check"} and operation.validated:
        name = _named(operation.name, operation.columns)
        return operation.constraint, name, operation.reference.table if operation.reference is not None else ""
    return None


def _add_column(operation: Operation, table: Table | None, state: _State) -> _Found | None:
    column = operation.column
    if column is None or (operation.if_exists and table is not None and table.column(column.name) is not None):
        return None
    if column.default is not None and _VOLATILE.search(column.default) and operation.table not in state.empty:
        return "default", column.name, column.default
    if column.nullable is False and column.default is None and operation.table not in state.empty:
        return "no default", column.name, column.written
    if operation.index is not None:
        return ("unique" if operation.index.unique else "index"), column.name, "column"
    return None


def _alter_column(operation: Operation, table: Table | None, state: _State) -> _Found | None:
    column, changes = operation.column, operation.changes
    if column is None:
        return None
    held = table.columns.get(column.name) or table.column(column.attribute) if table is not None else None
    if held is None:  # Django's say all that the column is, not what is new of it
        known = "not_null" in changes and "index" not in changes and not state.proven(operation.table, column)
        return ("not null", column.name, "") if known else None
    if "type" in changes and (why := rewrites(held, column)):
        return "type", column.name, why
    if "not_null" in changes and held.nullable is not False and not state.proven(operation.table, column):
        return "not null", column.name, ""
    if "index" in changes and operation.index is not None and table is not None:
        same = [item for item in table.indexes if item.columns == operation.index.columns]
        if operation.index.unique and not any(item.unique for item in same):
            return "unique", column.name, "column"
        return ("index", column.name, "column") if not same else None
    return None


def rewrites(before: Column, after: Column) -> str:
    """Why changing a column's type makes PostgreSQL write or check every row; "" where it does not, or is not known."""
    if not before.type or not after.type:
        return ""
    was, becomes = before.written or before.type, after.written or after.type
    if before.type != after.type:
        return f"from {was} to {becomes}"
    if before.type == "text":
        longer = after.length is None or (before.length is not None and before.length <= after.length)
        return "" if longer else f"from {_sized(was, before.length)} to {_sized(becomes, after.length)}"
    if before.type == "decimal":
        old, new = _NUMBERS.search(was), _NUMBERS.search(becomes)
        if new is None or (old is not None and old.group(2) == new.group(2) and int(old.group(1)) <= int(new.group(1))):
            return ""
        return f"from {was} to {becomes}"
    if before.type == "json" and ("jsonb" in was.lower()) != ("jsonb" in becomes.lower()):
        return f"from {was} to {becomes}"
    return ""


def _sized(written: str, length: int | None) -> str:
    return written if length is None or str(length) in written else f"{written}({length})"


def _statement(operation: Operation, table: Table | None, state: _State) -> _Found | None:
    """LOCK TABLE, VACUUM FULL, CLUSTER and REINDEX in literal SQL."""
    found = _LOCK_TABLE.match(operation.text)
    if found is not None:
        mode = " ".join((found.group("mode") or "ACCESS EXCLUSIVE").upper().split())
        return None if mode in _LIGHT_LOCKS else ("lock", f"LOCK TABLE in mode {mode}", _bare(found.group("table")))
    found = _WHOLE.match(operation.text)
    if found is not None:
        word = "VACUUM FULL" if found.group("vacuum") else "CLUSTER" if found.group("cluster") else "REINDEX"
        return "lock", word, _bare(found.group("table"))
    return None


def _bare(name: str) -> str:
    return name.replace('"', "").rpartition(".")[2].strip()


def _note(operation: Operation, tables: Tables, state: _State) -> None:
    """Keep what an operation changes about what is known."""
    table = operation.table
    if operation.kind == "create_table":
        state.new.add(table)
        state.made[table] = operation.place
    elif operation.kind == "rename_table":
        state.made[operation.to] = state.made.get(table, operation.place)
        state.new |= {operation.to} if table in state.new else set()
    elif operation.kind == "drop_constraint":
        state.checks.pop(operation.name, None)
        held = tables.named(table)
        known = {index.columns for index in held.indexes} if held is not None else set()
        state.uniques.setdefault(table, set()).update(known)
    elif operation.kind == "add_constraint" and operation.constraint == "check":
        name = operation.name or f"{table}:{operation.text}"
        state.checks[name] = (table, operation.text, operation.validated)
    elif operation.kind == "sql":
        _note_statement(operation.text, state)


def _note_statement(text: str, state: _State) -> None:
    for name in _VALIDATES.findall(text):
        if name in state.checks:
            table, condition, _ = state.checks[name]
            state.checks[name] = (table, condition, True)
    found = _EMPTIES.match(text)
    if found is not None:
        names = found.group("truncated") or found.group("deleted")
        state.empty |= {_bare(re.split(r"\s", name.strip())[0]) for name in names.split(",") if name.strip()}
    for name in _MAKES.findall(text):
        state.new.add(_bare(name))


_RULES = {
    "add_index": _add_index,
    "add_constraint": _add_constraint,
    "add_column": _add_column,
    "alter_column": _alter_column,
    "sql": _statement,
}
