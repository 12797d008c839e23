"""goqu, which builds SQL, and sends it where it was given a database. https://doug-martin.github.io/goqu/"""

from __future__ import annotations

import re
from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.queries import Query
from backend_review.model.uses import Use, carried, chain, does, limited, name_of, sends, table
from backend_review.model.values import Thing, Value, options, text_of

_VERSIONS = ("", *(f"/v{number}" for number in range(5, 11)))
BASES = tuple(f"github.com/doug-martin/goqu{version}" for version in _VERSIONS)
B, Q, AGGREGATE, NAME = "goqu.Database", "goqu.Query", "goqu.Aggregate", "goqu.Name"
_DATASETS = ("SelectDataset", "InsertDataset", "UpdateDataset", "DeleteDataset", "Dataset")
_NAME = re.compile(r"\s*([\w.]+)\s*(?:(?i:as\s+)?\w+\s*)?$")
_SUM = re.compile(r"(?i)\s*(?:coalesce\s*\(\s*)?(?:count|sum|min|max|avg)\s*\(")
_ALIAS = re.compile(r"(?i)\s+as\s+\w+\s*$")
TYPES = {
    **{f"{base}.{name}": Q for base in BASES for name in _DATASETS},
    **{f"{base}.{name}": B for base in BASES for name in ("Database", "TxDatabase", "DialectWrapper")},
}


def _first(use: Use) -> Value | None:
    return next((item for item in options(use.args[0])), None) if use.args else None


def _table(use: Use) -> str:
    given = _first(use)
    if isinstance(given, Thing) and given.type == NAME:
        return str(given.model)
    return _ALIAS.sub("", name_of(use.arg(0), use, 0).strip()) if use.args else ""


def _named(use: Use) -> Value:
    """``goqu.T("users")``, ``goqu.L("users AS u")``."""
    text = text_of(use.arg(0)) or ""
    if use.method == "L" and _SUM.match(text):
        return use.make(AGGREGATE)
    said = _NAME.match(text)
    return use.make(NAME, said.group(1) if said is not None else "")


def _begins(verb: str) -> Rule:
    """``From(table)``, ``Update(table)``: a query that begins; ``Select(columns)`` has no table yet."""

    def rule(use: Use) -> Value:
        if use.method == "Select":
            return use.make(Q, _selected(use, Query()))
        return use.make(Q, _of(use, Query(verb=verb)))

    return rule


def _of(use: Use, query: Query) -> Query:
    """A query of a table, or of what another query gives."""
    inner = _first(use)
    if isinstance(inner, Thing) and isinstance(inner.model, Query):
        return replace(query, what=inner.model.what, bound=query.bound or inner.model.bound)
    return replace(query, what=_table(use))


def _from(use: Use) -> Value:
    return carried(use, _of(use, use.query), Q)


def _selected(use: Use, query: Query) -> Query:
    """A query of columns; of sums alone there is one row."""
    sums = bool(use.args) and all(
        any(isinstance(item, Thing) and item.type == AGGREGATE for item in options(value)) for value in use.args
    )
    return replace(query, one=query.one or sums, aggregate=query.aggregate or sums)


def _select(use: Use) -> Value:
    return carried(use, _selected(use, use.query), Q)


def _grouped(use: Use) -> Value:
    """``GroupBy``: a row for each group."""
    return carried(use, replace(use.query, one=False), Q)


def _same(use: Use) -> Value | None:
    return use.receiver


_BEGINNINGS = {
    "From": "read", "Select": "read", "Insert": "write", "Update": "write", "Delete": "delete", "Truncate": "delete",
}  # fmt: skip
_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG")
RULES: dict[str, Rule] = {
    **{f"{base}.{name}": _begins(verb) for base in (*BASES, B) for name, verb in _BEGINNINGS.items()},
    **{f"{base}.{name}": lambda use: use.make(B) for base in BASES for name in ("New", "Dialect")},
    **{f"{base}.{name}": _named for base in BASES for name in ("T", "I", "S", "L")},
    **{f"{base}.{name}": lambda use: use.make(AGGREGATE) for base in BASES for name in _AGGREGATES},
    **table(AGGREGATE, "As", _same),
    **table(NAME, "As Table Schema", _same),
    f"{B}.DB": lambda use: use.make(B),
    **table(Q, "Where Having Join InnerJoin LeftJoin RightJoin FullJoin CrossJoin NaturalJoin LeftOuterJoin Order "
               "OrderAppend OrderPrepend Offset Distinct Prepared As With WithRecursive ForUpdate ForShare Set Rows "
               "Cols Vals FromQuery OnConflict Returning SelectAppend SelectDistinct ClearOrder ClearOffset "
               "ClearWhere Window Union UnionAll Intersect WithDialect Clone", chain(Q)),
    **table(Q, "From Into Table", _from),
    f"{Q}.Select": _select,
    **table(Q, "GroupBy GroupByAppend", _grouped),
    f"{Q}.Limit": limited(0, type=Q),
    f"{Q}.ClearLimit": chain(Q, bound=None),
    **table(Q, "ToSQL Executor Update Insert Delete", _same),
    **{f"{Q}.{verb}": chain(Q, verb=kind) for verb, kind in (("Update", "write"), ("Delete", "delete"))},
    **table(Q, "ScanStructs ScanStructsContext ScanVals ScanValsContext Pluck PluckContext Exec ExecContext Query "
               "QueryContext Scanner ScannerContext", sends()),
    **table(Q, "ScanStruct ScanStructContext ScanVal ScanValContext Count CountContext", sends(one=True)),
    f"{B}.Commit": does("write", what="commit"),
}  # fmt: skip
