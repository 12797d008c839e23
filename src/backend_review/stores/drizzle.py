"""Drizzle. https://orm.drizzle.team/docs/select"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.entities import Entities, Entity, of_table
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import (
    Query,
    Row,
    Use,
    calls_back,
    carried,
    chain,
    does,
    limited,
    makes,
    name_of,
    row_of,
    selected,
    starts,
    table,
    with_options,
)  # fmt: skip
from backend_review.model.values import Table, Thing, Unknown, Value, options, text_of
from backend_review.stores._drizzle_tables import HANDLERS, tables

D, Q, T = "drizzle.Database", "drizzle.Query", "drizzle.Table"
_MAKERS = tuple(f"drizzle-orm/{name}.drizzle" for name in (
    "node-postgres", "postgres-js", "mysql2", "better-sqlite3", "neon-http", "neon-serverless", "libsql", "d1", "bun-sqlite",
    "vercel-postgres", "planetscale-serverless", "pglite", "sqlite-proxy",
))  # fmt: skip
TYPES = {
    **dict.fromkeys(_MAKERS, D),
    **{f"drizzle-orm/{maker.split('/')[1].split('.')[0]}.{name}": D for maker in _MAKERS
       for name in ("NodePgDatabase", "PostgresJsDatabase", "MySql2Database", "BetterSQLite3Database", "NeonHttpDatabase",
                    "LibSQLDatabase", "DrizzleD1Database")},
    **{f"drizzle-orm/{core}-core.{make}": "drizzle.Schema" for core, make in
       (("pg", "pgTable"), ("mysql", "mysqlTable"), ("sqlite", "sqliteTable"))},
}  # fmt: skip
ATTRIBUTES = {f"{D}.query": "drizzle.Tables", "drizzle.Tables.*": T}


def _from(use: Use) -> Value:
    row = row_of(use.arg(0)) if use.query.verb == "read" and use.query.row is not None else None
    return carried(use, replace(use.query, what=name_of(None, use, 0), row=row))


def _joined(use: Use) -> Value:
    """A join gives rows of several tables: ``{ users: …, posts: … }``."""
    return carried(use, replace(use.query, row=None))


def _schema(use: Use) -> Value:
    made = use.make("drizzle.Schema", text_of(use.arg(0)) or "")
    made.attributes["=fields"] = use.arg(1) or Unknown()
    return made


def _select(use: Use) -> Value:
    text = use.walk.module.text(use.expr.node)
    return use.make(Q, Query(one="count(" in text, row=None if use.args else Row()), pending=True)


def _table(verb: str) -> Rule:
    return lambda use: use.make(Q, Query(name_of(None, use, 0), verb=verb, row=row_of(use.arg(0))), pending=True)


def _first(use: Use) -> Value:
    use.emit("read_one")
    return use.rows(Query(one=True, row=selected(use, use.row(), 0)))


def _entity(entities: Entities, value: Value) -> Entity | None:
    """The columns of a table."""
    if not isinstance(value, Thing):
        return None
    fields = value.attributes.get("=fields")
    if fields is None and value.made_by is not None:
        fields = value.made_by.arg(1)
    place = next((item.place for item in options(fields) if isinstance(item, Table)), None) if fields else None
    place = place or (value.made_by.place if value.made_by is not None else None)
    if place is None:
        return None
    name = value.model if isinstance(value.model, str) else ""
    if not name and value.made_by is not None:
        name = value.made_by.text(0) or ""
    return Entity(name, "drizzle", place, of_table(fields, place, lambda _: False))


ENTITIES = {"drizzle.Schema": _entity}
RULES: dict[str, Rule] = {
    **dict.fromkeys(_MAKERS, makes(D, "connect")),
    **table(D, "select selectDistinct", _select),
    f"{D}.insert": _table("write"),
    f"{D}.update": _table("write"),
    f"{D}.delete": _table("delete"),
    f"{D}.transaction": calls_back("transaction", D, "transaction"),
    f"{D}.$count": does("read_one"),
    **table(Q, "where orderBy groupBy having offset values set returning onConflictDoUpdate "
               "onConflictDoNothing $dynamic execute then catch as for prepare all run onDuplicateKeyUpdate", chain()),
    **table(Q, "leftJoin innerJoin rightJoin fullJoin", _joined),
    **{f"drizzle-orm/{core}-core.{core}Table": _schema for core in ("pg", "mysql", "sqlite")},
    f"{Q}.get": chain(one=True),
    f"{Q}.from": _from,
    f"{Q}.limit": limited(),
    f"{T}.findMany": with_options(bounds=("limit",)),
    f"{T}.findFirst": lambda use: _first(use),
}  # fmt: skip
LOOKUPS = {f"{T}.findFirst": Form(), f"{Q}.get": Form()}
__all__ = ["HANDLERS", "starts", "tables"]
