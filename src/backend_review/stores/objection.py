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
from backend_review.model.values import Callee, Table, Value, options, text_of
from backend_review.stores.knex import modified

M, Q = "objection.Model", "objection.Query"
CLASSES = {M: M}
TYPES = {"objection.QueryBuilder": Q}
MUTABLE = {Q}


def _page(use: Use) -> Value:
    """``page(number, size)``, ``range(first, last)``."""
    return carried(use, replace(use.query, bound=bound_of(use.arg(1)) or "parameter"))


def _modify(use: Use) -> Value:
    """``modify("paged", 10)``: a modifier of the model's class, or a function."""
    name, row = text_of(use.arg(0)), use.row()
    held = use.walk.attribute(row.entity, "modifiers") if row is not None and row.entity is not None else None
    for item in options(held) if held is not None else ():
        made = use.walk.invoke(item, [], {}, use.expr) if isinstance(item, Callee) else item
        for table_ in options(made):
            if isinstance(table_, Table) and name in table_.entries:
                return modified(use, table_.entries[name])
    return modified(use)


RULES: dict[str, Rule] = {
    **table(M, "query relatedQuery", starts(Q)),
    **table(f"{M}.object", "$query $relatedQuery", starts(Q)),
    f"{M}.raw": runs_sql(),
    **table(M, "transaction startTransaction", calls_back("transaction", "knex.Knex", "transaction")),
    f"{Q}.*": chain(),  # most of what a query has only changes what it asks for
    f"{Q}.limit": limited(),
    f"{Q}.modify": _modify,
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
