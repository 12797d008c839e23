"""Squirrel, which builds SQL. https://pkg.go.dev/github.com/Masterminds/squirrel"""

from __future__ import annotations

import re
from dataclasses import replace

from backend_review.index.expressions.data import Expr
from backend_review.model.libraries import Rule
from backend_review.model.queries import Query
from backend_review.model.uses import Use, carried, chain, limited, name_of, sends, table
from backend_review.model.values import Thing, Value, options, text_of

BASE = "github.com/Masterminds/squirrel"
B, Q = "squirrel.StatementBuilder", "squirrel.Query"
_ALIAS = re.compile(r"\s+(?:as\s+)?\w+\s*$", re.IGNORECASE)
_AGGREGATE = re.compile(r"(?i)^\s*(?:coalesce\s*\(\s*)?(?:count|sum|min|max|avg)\s*\(")
_WITHIN = re.compile(r"(?i)\bin\s*\(")
_MOST_PARTS = 12
TYPES = {
    **dict.fromkeys((f"{BASE}.StatementBuilder", f"{BASE}.StatementBuilderType"), B),
    **{f"{BASE}.{verb}Builder": Q for verb in ("Select", "Insert", "Update", "Delete")},
}


def _begins(verb: str) -> Rule:
    """``Select(columns…)``, ``Update(table)``: a query that begins."""

    def rule(use: Use) -> Value:
        if verb != "read":
            return use.make(Q, Query(_table(use), verb=verb))
        counts = len(use.args) == 1 and _AGGREGATE.search(text_of(use.args[0]) or "") is not None
        return use.make(Q, Query(one=counts, aggregate=counts))

    return rule


def _table(use: Use) -> str:
    return _ALIAS.sub("", name_of(use.arg(0), use, 0).strip()) if use.args else ""


def _from(use: Use) -> Value:
    inner = next((item.model for item in options(use.args[0]) if isinstance(item, Thing)), None) if use.args else None
    if isinstance(inner, Query):  # FromSelect(query, alias)
        return carried(use, replace(use.query, what=inner.what, bound=use.query.bound or inner.bound), Q)
    return carried(use, replace(use.query, what=_table(use)), Q)


def _where(use: Use) -> Value:
    """``Where("id IN (" + query + ")")``: no more rows than the inner query gives."""
    query = use.query
    written = use.expr.args[0] if use.expr.args else None
    if query.bound is None and written is not None and _WITHIN.search(text_of(use.arg(0)) or ""):
        for name in _names(written):
            for item in options(use.walk.evaluate(name)):
                if isinstance(item, Thing) and isinstance(item.model, Query):
                    query = replace(query, bound=item.model.bound)
    return carried(use, query, Q)


def _names(expr: Expr) -> list[Expr]:
    """The variables that a text is joined of."""
    found: list[Expr] = []
    pending = [expr]
    for _ in range(_MOST_PARTS):
        if not pending:
            break
        part = pending.pop()
        if part.kind == "name":
            found.append(part)
        pending += part.args if part.kind == "binary" else [item for item in part.parts if not isinstance(item, str)]
    return found


def _text(use: Use) -> Value | None:
    """``ToSql()``: the query, for the driver to send."""
    return use.receiver


def _suffix(use: Use) -> Value:
    """``Suffix("LIMIT 10")``."""
    bounds = re.match(r"(?i)\s*(limit|fetch)\b", text_of(use.arg(0)) or "") is not None
    return carried(use, replace(use.query, bound="constant") if bounds else use.query, Q)


def _builder(use: Use) -> Value:
    return use.make(B)


_BEGINNINGS = {"Select": "read", "Insert": "write", "Replace": "write", "Update": "write", "Delete": "delete"}
RULES: dict[str, Rule] = {
    **{f"{base}.{name}": _begins(verb) for base in (BASE, B) for name, verb in _BEGINNINGS.items()},
    **table(B, "PlaceholderFormat RunWith Where", _builder),
    f"{Q}.Where": _where,
    **table(Q, "Having OrderBy OrderByClause GroupBy Offset Distinct Options Prefix PrefixExpr Columns Column "
               "RemoveColumns Join JoinClause LeftJoin RightJoin InnerJoin CrossJoin RunWith PlaceholderFormat Set "
               "SetMap Values SuffixExpr RemoveOffset", chain(Q)),
    **table(Q, "From FromSelect Into Table", _from),
    **table(Q, "Limit", limited(0, type=Q)),
    f"{Q}.RemoveLimit": chain(Q, bound=None),
    f"{Q}.Suffix": _suffix,
    **table(Q, "ToSql MustSql", _text),
    **table(Q, "Query QueryContext Exec ExecContext", sends()),
    **table(Q, "QueryRow QueryRowContext Scan ScanContext", sends(one=True)),
}  # fmt: skip
