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
from backend_review.model.values import Callee, Unknown, Value, options

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


def _counted(use: Use) -> Value:
    """``count("id")`` is one row, but one for each group."""
    grouped = "groupBy" in use.walk.module.text(use.expr.node)
    return carried(use, replace(use.query, one=use.query.one or (use.query.verb == "read" and not grouped)))


def _grouped(use: Use) -> Value:
    """What was counted before is counted for each group."""
    return carried(use, replace(use.query, one=False))


def _begun(rule: Rule) -> Rule:
    """``knex.leftJoin(…).from("users")``: a query that begins with another of its steps."""

    def begins(use: Use) -> Value | None:
        made = use.make(Q, Query(), pending=True)
        return rule(Use(use.walk, f"{Q}.{use.method}", made, use.expr, use.args, use.named))

    return begins


def modified(use: Use, modifier: Value | None = None) -> Value:
    """``modify(paged, 10)``: the function is called with the query and the other arguments, and builds it further."""
    waiting, asked = id(use.receiver) in use.walk.pending, use.query.filters
    for item in options(modifier or use.arg(0) or Unknown()):
        if isinstance(item, Callee) and use.receiver is not None:
            use.called_back, before = True, len(use.walk.found)
            use.walk.invoke(item, [use.receiver, *use.args[1:]], {}, use.expr)
            del use.walk.found[before:]  # queries that it makes are parts of this one
    return carried(use, replace(use.query, filters=asked), pending=waiting)  # what it asks by, it may ask by


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
    f"{Q}.modify": modified,
    **table(Q, "first", _first),
    **table(Q, "count countDistinct max min sum avg", _counted),
    **table(Q, "groupBy groupByRaw", _grouped),
    **table(K, "count countDistinct max min sum avg", _begun(_counted)),
    **table(
        K,
        "where whereIn whereNull whereNotNull whereRaw join leftJoin innerJoin rightJoin joinRaw distinct distinctOn column "
        "columns orderBy first limit withRecursive union unionAll",
        _begun(chain()),
    ),
    **table(Q, "insert update increment decrement upsert", chain(verb="write")),
    **table(Q, "del delete truncate", chain(verb="delete")),
}  # fmt: skip
LOOKUPS = {f"{Q}.first": Form()}
__all__ = ["Query"]
