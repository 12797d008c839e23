"""Objection.js, an ORM on Knex. https://vincit.github.io/objection.js/api/query-builder/"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import (
    Use,
    bound_of,
    calls_back,
    carried,
    chain,
    limited,
    runs_sql,
    starts,
    table,
)
from backend_review.model.values import Value

M, Q = "objection.Model", "objection.Query"
CLASSES = {M: M}
TYPES = {"objection.QueryBuilder": Q}
MUTABLE = {Q}


def _page(use: Use) -> Value:
    """``page(number, size)``, ``range(first, last)``."""
    return carried(use, replace(use.query, bound=bound_of(use.arg(1)) or "parameter"))


RULES: dict[str, Rule] = {
    **table(M, "query relatedQuery", starts(Q)),
    **table(f"{M}.object", "$query $relatedQuery", starts(Q)),
    f"{M}.raw": runs_sql(),
    **table(M, "transaction startTransaction", calls_back("transaction", "knex.Knex", "transaction")),
    f"{Q}.*": chain(),  # most of what a query has only changes what it asks for
    f"{Q}.limit": limited(),
    **table(Q, "page range", _page),
    **table(Q, "findById findOne first count countDistinct min max sum avg resultSize exists", chain(one=True)),
    **table(
        Q,
        "insert insertAndFetch insertGraph insertGraphAndFetch patch patchAndFetch patchAndFetchById update updateAndFetch "
        "updateAndFetchById upsertGraph upsertGraphAndFetch increment decrement relate",
        chain(verb="write"),
    ),
    **table(Q, "delete deleteById del unrelate truncate", chain(verb="delete")),
}
LOOKUPS = {f"{Q}.findById": Form(), f"{Q}.findOne": Form(), f"{Q}.first": Form()}
