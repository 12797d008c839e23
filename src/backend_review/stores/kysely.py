"""Kysely. https://kysely.dev/docs/category/queries"""

from __future__ import annotations

import re
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
    sends,
    table,
)
from backend_review.model.values import Value, text_of

K, Q, B = "kysely.Kysely.Database", "kysely.Query", "kysely.TransactionBuilder"
TYPES = {"kysely.Kysely": K, "kysely.Transaction": K}
LIBRARIES = ("kysely", "nestjs-kysely")
NAMES = {"db": K, "trx": K}
_AGGREGATE = re.compile(r"\bfn\s*\.\s*(?:count|countAll|sum|avg|min|max)\b")


def _starts(verb: str) -> Rule:
    """A query that begins: it is sent by ``execute`` and its like only, so one that is not is a part of another."""
    return lambda use: use.make(Q, Query(name_of(use.arg(0)), verb=verb))


def _where(use: Use) -> Value:
    """``where('id', '=', id)``: at most one row."""
    by_key = text_of(use.arg(0)) == "id" and text_of(use.arg(1)) == "="
    return carried(use, replace(use.query, one=use.query.one or by_key))


def _select(use: Use) -> Value:
    """``select((eb) => eb.fn.countAll().as('count'))``: one row, unless it is grouped."""
    written = " ".join(use.walk.module.text(item.node) for item in use.expr.args[:1])
    counts = bool(_AGGREGATE.search(written)) and not written.lstrip().startswith("[")
    return carried(use, replace(use.query, one=use.query.one or counts))


_STEPS = (
    "selectAll distinct distinctOn whereRef having orderBy innerJoin leftJoin rightJoin fullJoin "
    "innerJoinLateral leftJoinLateral union unionAll offset values set returning returningAll onConflict onDuplicateKeyUpdate "
    "with withRecursive as $if $call $castTo $narrowType $assertType clearSelect clearWhere clearOrderBy forUpdate forShare "
    "skipLocked from using expression columns $notNull $asTuple $asScalar"
)
RULES: dict[str, Rule] = {
    "kysely.Kysely": makes(K, "connect"),
    f"{K}.selectFrom": _starts("read"),
    f"{K}.insertInto": _starts("write"),
    f"{K}.replaceInto": _starts("write"),
    f"{K}.updateTable": _starts("write"),
    f"{K}.deleteFrom": _starts("delete"),
    **table(K, "with withRecursive withSchema withPlugin withTables", lambda use: use.make(K)),
    f"{K}.transaction": lambda use: use.make(B),
    f"{B}.setIsolationLevel": lambda use: use.make(B),
    f"{B}.execute": calls_back("transaction", K, "transaction"),
    **table(Q, _STEPS, chain()),
    f"{Q}.where": _where,
    f"{Q}.select": _select,
    f"{Q}.groupBy": chain(one=False),
    **table(Q, "execute stream", sends()),
    **table(Q, "executeTakeFirst executeTakeFirstOrThrow", sends(one=True)),
    **table(Q, "limit fetch top", limited()),
}
LOOKUPS = {f"{Q}.executeTakeFirst": Form(), f"{Q}.executeTakeFirstOrThrow": Form("raises")}
