"""pg, postgres.js, mysql2, better-sqlite3, sqlite3, Cloudflare D1: SQL as text from Node.js."""

from __future__ import annotations

from dataclasses import replace

from backend_review.model import sqltext
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import Query, Use, does, makes, runs_sql, table
from backend_review.model.values import Thing, Unknown, Value, text_of

P, L, ST = "sql.Pool", "sqlite.Database", "sqlite.Statement"
_POOLS = ("pg.Pool", "pg.Client", "pg.native.Pool", "mysql2.createPool", "mysql2/promise.createPool",
          "mysql2.createConnection", "mysql2/promise.createConnection", "mysql.createPool", "mysql.createConnection",
          "@neondatabase/serverless.Pool")  # fmt: skip
_LITE = ("better-sqlite3", "sqlite3.Database", "node:sqlite.DatabaseSync", "sqlite.DatabaseSync")
TYPES = {
    **dict.fromkeys(_POOLS, P), **dict.fromkeys(_LITE, L), "pg.PoolClient": P, "mysql2/promise.Pool": P, "mysql2.Pool": P,
    "mysql2/promise.PoolConnection": P, "mysql2/promise.Connection": P, "better-sqlite3.Database": L,
}  # fmt: skip
LIBRARIES = ("pg", "mysql2", "mysql")
NAMES = {"pool": P}


def _prepare(use: Use) -> Value:
    text = text_of(use.arg(0))
    return use.make(ST, text or "")


def _run(one: bool) -> Rule:
    def rule(use: Use) -> Value:
        text = use.receiver.model if isinstance(use.receiver, Thing) else None
        found = sqltext.classify(text if isinstance(text, str) else "")
        kind = "read_one" if one and found.kind == "read_many" else found.kind
        if kind:
            use.emit(kind, found.table, found.bound)
            use.walk.found[-1] = replace(use.walk.found[-1], by=f"sql.{found.verb}", asked=found.asked)
        else:
            use.walk.unsure("SQL text not known")
        return Unknown()

    return rule


RULES: dict[str, Rule] = {
    **dict.fromkeys(_POOLS, makes(P, "connect")),
    **dict.fromkeys(_LITE, makes(L, "connect")),
    **table(P, "query execute", runs_sql()),
    **table(P, "connect getConnection promise", makes(P)),
    **table(P, "beginTransaction", does("transaction", what="transaction")),
    f"{L}.prepare": _prepare,
    f"{L}.exec": runs_sql(),
    **table(L, "all each", runs_sql()),
    **table(L, "get", runs_sql(one=True)),
    **table(L, "run", runs_sql()),
    f"{L}.transaction": does("transaction", what="transaction"),
    **table(ST, "all iterate raw", _run(False)),
    **table(ST, "get first", _run(True)),
    **table(ST, "bind pluck expand safeIntegers", lambda use: use.receiver),
    **table(ST, "run", _run(False)),
}  # fmt: skip
LOOKUPS = {f"{L}.get": Form(), f"{ST}.get": Form()}
__all__ = ["Query"]
