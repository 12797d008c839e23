"""Drizzle. https://orm.drizzle.team/docs/select"""

from __future__ import annotations

from dataclasses import replace

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
from backend_review.model.values import Unknown, Value, text_of

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
__all__ = ["starts"]
