"""Knex. https://knexjs.org/guide/query-builder.html"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import (
    Query,
    Use,
    calls_back,
    carried,
    chain,
    limited,
    makes,
    name_of,
    runs_sql,
    starts,
    table,
)
from backend_review.model.values import Value

K, Q = "knex.Knex", "knex.Query"
TYPES = {
    "knex": K,
    "knex.knex": K,
    "knex.Knex": K,
    "knex.Knex.Transaction": K,
    "knex.Transaction": K,
    "knex.default": K,
}
MUTABLE = {Q}
LIBRARIES = ("knex",)
NAMES = {"knex": K, "trx": K}


def _from(use: Use) -> Value:
    return carried(use, replace(use.query, what=name_of(use.arg(0))))


def _first(use: Use) -> Value:
    return carried(use, replace(use.query, one=use.query.verb == "read"))


RULES: dict[str, Rule] = {
    "knex": makes(K, "connect"),
    "knex.knex": makes(K, "connect"),
    "knex.default": makes(K, "connect"),
    f"{K}.__call__": starts(Q, index=0),
    **table(K, "select from table queryBuilder with", starts(Q, index=0)),
    f"{K}.raw": runs_sql(),
    f"{K}.transaction": calls_back("transaction", K, "transaction"),
    f"{Q}.*": chain(),  # what plugins add, too: most of it only changes what is asked for
    **table(Q, "from into table", _from),
    f"{Q}.as": chain(pending=False),  # a part of another query
    f"{Q}.limit": limited(),
    **table(Q, "first", _first),
    **table(Q, "count countDistinct max min sum avg", _first),
    **table(Q, "insert update increment decrement upsert", chain(verb="write")),
    **table(Q, "del delete truncate", chain(verb="delete")),
}  # fmt: skip
LOOKUPS = {f"{Q}.first": Form()}
__all__ = ["Query"]
