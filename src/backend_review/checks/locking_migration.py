"""Migrations that make everybody wait: PostgreSQL locks the table while it reads or writes all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend_review.backend import Backend
from backend_review.checks._locks import Lock, locks
from backend_review.checks._model import place_match, step
from backend_review.finding import Audience, Confidence, Match, TraceStep
from backend_review.model.migrations import History
from backend_review.model.routes import Place

# With more findings than this those of the last migrations are told one by one, the others together.
_MOST = 12
_LATEST = 5
# With more of one kind in one migration than this they are told together.
_ALIKE = 5

_WHY = {
    "index": "`{table}` takes no writes while the index `{subject}` is built, as CREATE INDEX without CONCURRENTLY locks it",
    "unique": "nobody reads or writes `{table}` while the index behind the {detail} on `{subject}` is built",
    "not null": "SET NOT NULL on `{table}.{subject}` reads every row while nobody else reads or writes the table",
    "no default": "`{table}.{subject}` is added NOT NULL and without a default, which fails as soon as `{table}` has a row",
    "default": "the default `{detail}` of `{table}.{subject}` is another one for each row, so PostgreSQL writes all of `{table}` "
    "anew while nobody else reads or writes it",
    "type": "changing `{table}.{subject}` {detail} makes PostgreSQL go through every row while nobody else reads or writes `{table}`",
    "foreign key": "`{table}` and `{detail}` take no writes while every row is checked against the new foreign key `{subject}`",
    "check": "nobody reads or writes `{table}` while every row is checked against the new constraint `{subject}`",
    "lock": "`{subject}` keeps everybody else off `{table}` until it is done",
    "transaction": "`{subject}` is made or dropped CONCURRENTLY, which PostgreSQL refuses inside of the transaction that "
    "`{migration}` runs in",
}


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each operation that locks a table; those of old migrations together where there are many."""
    for history in backend.histories:
        if (history.dialect or backend.dialect) == "postgresql":
            yield from _told(history, _once_per_place(locks(history)))


def _once_per_place(found: Iterator[Lock]) -> list[Lock]:
    """A call may do several things (a column with its foreign key): the first is told."""
    kept: dict[tuple[Place, str], Lock] = {}
    for lock in found:
        kept.setdefault((lock.operation.place, lock.table), lock)
    return list(kept.values())


def _told(history: History, found: list[Lock]) -> Iterator[Match]:
    rest: list[Lock] = []
    if len(found) > _MOST:
        latest = {id(migration) for migration in history.migrations[-_LATEST:]}
        rest = [lock for lock in found if id(lock.migration) not in latest]
        found = [lock for lock in found if id(lock.migration) in latest]
    alike: dict[tuple[int, str], list[Lock]] = {}
    for lock in found:
        alike.setdefault((id(lock.migration), lock.kind), []).append(lock)
    for same in alike.values():
        if len(same) > _ALIKE:
            yield _match(history, same[0], same[1:])
        else:
            yield from (_match(history, lock) for lock in same)
    if len(rest) == 1:
        yield _match(history, rest[0])
    elif rest:
        last = rest[-1]
        yield place_match(
            "locking-migration",
            last.operation.place,
            f"{len(rest)} operations of earlier {history.tool} migrations lock tables that were there already, the last "
            f"of them: {_why(last)}. {_instead(history, last)}",
            tuple(
                step(lock.operation.place, f"{lock.migration.name}: {lock.kind} {lock.table}") for lock in rest[-50:]
            ),
            audience=Audience.PEDANTIC,
        )


def _match(history: History, lock: Lock, others: Sequence[Lock] = ()) -> Match:
    said = _why(lock)
    if others:
        tables = {item.table for item in (lock, *others)}
        where = f"of {len(tables)} tables" if len(tables) > 1 else "of the table"
        said += f", and {len(others)} more operations {where} in this migration do the like"
    trace: list[TraceStep] = [step(lock.made, f"`{lock.table}` is made here")] if lock.made is not None else []
    for item in (lock, *others)[:50]:
        trace.append(step(item.operation.place, f"{lock.migration.name}: {_SHORT[lock.kind]} on `{item.table}`"))
    return place_match(
        "locking-migration",
        lock.operation.place,
        f"{said[0].upper()}{said[1:]}. {_instead(history, lock)}",
        tuple(trace),
        confidence=Confidence.MEDIUM if lock.made is None else None,
    )


_SHORT = {
    "index": "CREATE INDEX",
    "unique": "a unique index",
    "not null": "SET NOT NULL",
    "no default": "ADD COLUMN NOT NULL",
    "default": "ADD COLUMN with a default for each row",
    "type": "ALTER COLUMN TYPE",
    "foreign key": "ADD FOREIGN KEY",
    "check": "ADD CHECK",
    "lock": "an explicit lock",
    "transaction": "CONCURRENTLY in a transaction",
}


def _why(lock: Lock) -> str:
    detail = lock.detail
    if lock.kind == "unique":
        detail = "primary key" if detail == "primary key" else "unique constraint"
    if lock.kind == "foreign key" and lock.detail in {"", lock.table}:
        return f"`{lock.table}` takes no writes while every row is checked against the new foreign key `{lock.subject}`"
    return _WHY[lock.kind].format(
        table=lock.table, subject=lock.subject, detail=detail or "the table", migration=lock.migration.name
    )


def _instead(history: History, lock: Lock) -> str:
    """What to write, in the words of the tool."""
    own = {"alembic": _for_alembic, "django": _for_django}.get(history.tool)
    said = own(lock) if own is not None else ""
    if lock.kind in {"index", "transaction"}:
        said = said or {"index": _CONCURRENTLY, "transaction": _LEAVE}[lock.kind].get(history.tool, "")
    return said or _in_sql(history.tool, lock)


_CONCURRENTLY = {
    "knex": "Use `knex.raw('CREATE INDEX CONCURRENTLY …')` in a migration of its own with "
    "`exports.config = { transaction: false }`.",
    "typeorm": "Use `CREATE INDEX CONCURRENTLY` in a migration of its own with `transaction = false`.",
    "sequelize": "Pass `concurrently: true`, outside of a transaction.",
}
_LEAVE = {
    "knex": "Set `exports.config = { transaction: false }` in the migration, and leave nothing else in it.",
    "typeorm": "Set `transaction = false` in the migration, and leave nothing else in it.",
}


def _for_alembic(lock: Lock) -> str:
    if lock.kind == "index":
        return "Pass `postgresql_concurrently=True` inside of `with op.get_context().autocommit_block():`."
    if lock.kind == "transaction":
        return "Put it inside of `with op.get_context().autocommit_block():`."
    if lock.kind == "no default":
        return (
            "Give it a constant `server_default=`, or add it nullable, fill it, and forbid NULL in a later migration."
        )
    if lock.kind in {"foreign key", "check"}:
        return (
            "Pass `postgresql_not_valid=True`, and in the next migration "
            f'`op.execute("ALTER TABLE {lock.table} VALIDATE CONSTRAINT {lock.subject}")`.'
        )
    return ""


def _for_django(lock: Lock) -> str:
    if lock.kind == "index":
        before = "Set `db_index=False` here and add it with" if lock.detail == "column" else "Use"
        return f"{before} `AddIndexConcurrently` in a migration with `atomic = False`."
    if lock.kind == "transaction":
        return "Set `atomic = False` in the migration, and leave nothing else in it."
    if lock.kind == "no default":
        return "Give it a `db_default` or `default`, or add it with `null=True`, fill it, and forbid NULL in a later migration."
    if lock.kind == "check":
        return "Use `AddConstraintNotValid`, and `ValidateConstraint` in the next migration."
    return ""


def _quoted(name: str) -> str:
    """A name as PostgreSQL keeps it: capitals only in quotes."""
    return f'"{name}"' if name != name.lower() else name


_OUTSIDE = {
    "goose": " under `-- +goose NO TRANSACTION`",
    "dbmate": " under `-- migrate:up transaction:false`",
    "sql-migrate": " under `-- +migrate Up notransaction`",
}


def _in_sql(tool: str, lock: Lock) -> str:
    table, subject = _quoted(lock.table), ", ".join(map(_quoted, lock.subject.split(", ")))
    name = lock.table.lower()
    if lock.kind == "index":
        return f"Write `CREATE INDEX CONCURRENTLY` in a migration of its own{_OUTSIDE.get(tool, '')}."
    if lock.kind == "transaction":
        return f"Leave it alone in a migration of its own{_OUTSIDE.get(tool, '')}."
    if lock.kind == "unique":
        kind = "PRIMARY KEY" if lock.detail == "primary key" else "UNIQUE"
        return (
            f"First `CREATE UNIQUE INDEX CONCURRENTLY {name}_key ON {table} ({subject})` in a migration of its own, then "
            f"`ALTER TABLE {table} ADD {kind} USING INDEX {name}_key`."
        )
    if lock.kind == "not null":
        return (
            f"First `ALTER TABLE {table} ADD CONSTRAINT {lock.subject.lower()}_set CHECK ({subject} IS NOT NULL) NOT VALID`, "
            f"then `VALIDATE CONSTRAINT {lock.subject.lower()}_set` in the next migration; SET NOT NULL after it reads nothing."
        )
    if lock.kind == "no default":
        return "Give it a constant DEFAULT, or add it nullable, fill it, and forbid NULL in a later migration."
    if lock.kind == "default":
        return "Add it without a default, set the default afterwards, and fill the rows that are there in batches."
    if lock.kind == "type":
        if {"timestamp", "timestamptz"} <= set(lock.detail.lower().replace("(", " ").split()):
            return "Run it without USING and after `SET TIME ZONE 'UTC'`, where PostgreSQL keeps the rows as they are."
        return (
            f"Add a column of the new type beside `{subject}`, write both, fill it in batches, and change over to it."
        )
    if lock.kind in {"foreign key", "check"}:
        return (
            "Add it with `NOT VALID`, and in the next migration "
            f"`ALTER TABLE {table} VALIDATE CONSTRAINT {subject}`, which lets others write."
        )
    if "VACUUM" in subject or "CLUSTER" in subject:
        return "Leave it out of migrations; `pg_repack` does it beside the running service."
    if "REINDEX" in subject:
        return "Write `REINDEX TABLE CONCURRENTLY`."
    return "Leave it out: the statements of the migration take the locks that they need."
