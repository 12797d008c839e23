"""Kysely. https://kysely.dev/docs/category/queries"""

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
    table,
)
from backend_review.model.values import Value

K, Q, B = "kysely.Kysely.Database", "kysely.Query", "kysely.TransactionBuilder"
TYPES = {"kysely.Kysely": K, "kysely.Transaction": K}
LIBRARIES = ("kysely", "nestjs-kysely")
NAMES = {"db": K, "trx": K}


def _starts(verb: str) -> Rule:
    return lambda use: use.make(Q, Query(name_of(use.arg(0)), verb=verb), pending=True)


def _first(use: Use) -> Value:
    """``executeTakeFirst()`` of a read; of what is written it gives what was written."""
    return carried(use, replace(use.query, one=use.query.verb == "read"))


_STEPS = (
    "select selectAll distinct distinctOn where whereRef having groupBy orderBy innerJoin leftJoin rightJoin fullJoin "
    "innerJoinLateral leftJoinLateral union unionAll offset values set returning returningAll onConflict onDuplicateKeyUpdate "
    "with withRecursive as $if $call $castTo $narrowType $assertType clearSelect clearWhere clearOrderBy forUpdate forShare "
    "skipLocked from using expression columns execute stream then catch"
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
    **table(Q, "executeTakeFirst executeTakeFirstOrThrow", _first),
    **table(Q, "limit fetch top", limited()),
}
LOOKUPS = {f"{Q}.executeTakeFirst": Form(), f"{Q}.executeTakeFirstOrThrow": Form("raises")}
