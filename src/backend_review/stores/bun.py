"""Bun and go-pg, which build SQL and put rows into structs. https://bun.uptrace.dev/guide/query-select.html"""

from __future__ import annotations

import re
from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.queries import Query
from backend_review.model.uses import Use, calls_back, carried, chain, limited, makes, name_of, runs_sql, sends, table
from backend_review.model.values import Value, text_of
from backend_review.stores._destinations import destination

_BUN = "github.com/uptrace/bun"
_PG = tuple(f"github.com/go-pg/pg{version}" for version in ("", "/v9", "/v10"))
_NIL = re.compile(r"\)\(nil\)$")
D, Q, P = "bun.DB", "bun.Query", "pg.Query"
_BEGIN = {"NewSelect": "read", "NewInsert": "write", "NewUpdate": "write", "NewDelete": "delete", "NewRaw": "read"}
TYPES = {
    **{f"{_BUN}.{name}": D for name in ("DB", "Tx", "IDB", "Conn", "NewDB")},
    **{f"{_BUN}.{name.removeprefix('New')}Query": Q for name in _BEGIN},
    **{f"{base}.{name}": "pg.DB" for base in _PG for name in ("DB", "Tx", "Conn", "Connect")},
    **{f"{base}/orm.{name}": type for base in _PG for name, type in (("DB", "pg.DB"), ("Query", P))},
}


def _begins(verb: str) -> Rule:
    return lambda use: use.make(Q, Query(verb=verb))


def _model(use: Use) -> Value:
    """``Model(&users)``: what rows are put into says whether there are several; ``Model((*User)(nil))`` says nothing."""
    what, one = destination(use)
    one = one and not (use.expr.args and _NIL.search(use.walk.module.text(use.expr.args[0].node)))
    query = use.query if use.method == "Model" and use.receiver is not None and use.name.startswith((Q, P)) else Query()
    return carried(
        use,
        replace(query, what=what or name_of(use.arg(0), use, 0), one=query.one or one),
        P if use.name.startswith("pg.") else Q,
    )


def _table(use: Use) -> Value:
    written = (text_of(use.arg(0)) or "").split()
    return carried(use, replace(use.query, what=written[0] if written else use.query.what))


def _into(one: bool) -> Rule:
    def rule(use: Use) -> Value:
        what, single = destination(use, 1 if use.name.startswith(Q) else 0)
        several = bool(what) and not single and not one
        query = replace(use.query, what=use.query.what or what, one=(use.query.one and not several) or single or one)
        use.settle()
        use.emit(query.kind, query.what, query.bound if query.kind == "read_many" else None)
        return use.make("bun.Result")

    return rule


RULES: dict[str, Rule] = {
    f"{_BUN}.NewDB": makes(D, "connect"),
    **{f"{D}.{name}": _begins(verb) for name, verb in _BEGIN.items()},
    **table(D, "Begin BeginTx", makes(D, "transaction", "transaction")),
    f"{D}.RunInTx": calls_back("transaction", D, "transaction"),
    **table(D, "QueryContext ExecContext", runs_sql(1)),
    f"{D}.QueryRowContext": runs_sql(1, one=True),
    f"{Q}.*": chain(),
    f"{Q}.Model": _model,
    **table(Q, "Table TableExpr ModelTableExpr", _table),
    f"{Q}.Limit": limited(),
    **table(Q, "Scan ScanAndCount Rows", _into(False)),
    **table(Q, "Exec", sends()),
    **table(Q, "Count Exists", _into(True)),
    **{f"{base}.Connect": makes("pg.DB", "connect") for base in _PG},
    **table("pg.DB", "Model ModelContext", _model),
    **table("pg.DB", "Query QueryContext Exec ExecContext", runs_sql(1)),
    **table("pg.DB", "QueryOne QueryOneContext", runs_sql(1, one=True)),
    "pg.DB.RunInTransaction": calls_back("transaction", "pg.DB", "transaction"),
    **table("pg.DB", "Begin BeginContext", makes("pg.DB", "transaction", "transaction")),
    f"{P}.*": chain(),
    f"{P}.Model": _model,
    f"{P}.Limit": limited(),
    **table(P, "Select SelectAndCount ForEach", _into(False)),
    **table(P, "First Last Count Exists", _into(True)),
    **table(P, "Insert Update UpdateNotZero SelectOrInsert", chain(verb="write", pending=True)),
    f"{P}.Delete": chain(verb="delete", pending=True),
}  # fmt: skip
