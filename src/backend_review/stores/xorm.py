"""xorm. https://pkg.go.dev/xorm.io/xorm"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.queries import Query
from backend_review.model.uses import Use, bound_of, calls_back, carried, is_one, makes, name_of, runs_sql, table
from backend_review.model.values import Thing, Value, text_of
from backend_review.stores._destinations import destination

_BASES = ("xorm.io/xorm", "github.com/go-xorm/xorm")
S = "xorm.Session"
_MADE = ("NewEngine", "NewEngineWithParams", "NewEngineWithDB", "NewEngineGroup")
TYPES = {
    f"{base}.{name}": S
    for base in _BASES
    for name in ("Engine", "Session", "EngineGroup", "EngineInterface", "Interface", *_MADE)
}


def _plain(use: Use) -> Query:
    return use.receiver.model if isinstance(use.receiver, Thing) and isinstance(use.receiver.model, Query) else Query()


def _step(use: Use) -> Value:
    return carried(use, _plain(use), S)


def _limit(use: Use) -> Value:
    value, query = use.arg(0), _plain(use)
    return carried(use, replace(query, bound=bound_of(value), one=query.one or is_one(value)), S)


def _of_table(use: Use) -> Value:
    value = use.arg(0)
    what = text_of(value) or destination(use)[0] or name_of(value, use, 0)
    return carried(use, replace(_plain(use), what=what), S)


def _written(use: Use) -> Value:
    """``SQL("SELECT …")``: what runs in place of a query of its own."""
    return runs_sql(0, type=S)(use) or use.make(S)


def _does(kind: str) -> Rule:
    def rule(use: Use) -> Value:
        query = _plain(use)
        named = query.what or destination(use)[0] or name_of(use.arg(0), use, 0)
        use.settle()
        use.emit(kind, named, query.bound if kind == "read_many" else None)
        return use.make(S, Query(query.what))

    return rule


RULES: dict[str, Rule] = {
    **{f"{base}.{name}": makes(S, "connect") for base in _BASES for name in _MADE},
    **table(S, "Where And Or In NotIn ID Id OrderBy Asc Desc Cols AllCols MustCols Omit Select Distinct GroupBy Having "
               "Join Alias NoAutoCondition NoAutoTime NoCache UseBool Unscoped Context ForUpdate Nullable Incr Decr "
               "SetExpr NewSession Clone StoreEngine", _step),
    **table(S, "Table", _of_table),
    f"{S}.Limit": _limit,
    f"{S}.SQL": _written,
    **table(S, "Find FindAndCount Iterate Rows", _does("read_many")),
    **table(S, "Get Exist Has Count Sum SumInt Sums", _does("read_one")),
    **table(S, "Insert InsertOne InsertMulti Update", _does("write")),
    **table(S, "Delete Truncate", _does("delete")),
    **table(S, "Query QueryString QueryInterface Exec", runs_sql(0)),
    f"{S}.Begin": makes(S, "transaction", "transaction"),
    f"{S}.Transaction": calls_back("transaction", S, "transaction"),
}  # fmt: skip
