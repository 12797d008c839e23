"""sqlf, which builds SQL and sends it. https://pkg.go.dev/github.com/leporo/sqlf"""

from __future__ import annotations

import re
from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.queries import Query
from backend_review.model.uses import Use, carried, chain, limited, name_of, sends, table
from backend_review.model.values import Value

BASE = "github.com/leporo/sqlf"
Q = "sqlf.Query"
_ALIAS = re.compile(r"\s+(?:as\s+)?\w+\s*$", re.IGNORECASE)
TYPES = {f"{BASE}.Stmt": Q}


def _table(use: Use) -> str:
    return _ALIAS.sub("", name_of(use.arg(0), use, 0).strip()) if use.args else ""


def _begins(verb: str) -> Rule:
    """``From(table)``, ``Update(table)``: a query that begins; ``Select(columns)`` has no table yet."""

    def rule(use: Use) -> Value:
        return use.make(Q, Query("" if use.method == "Select" else _table(use), verb=verb))

    return rule


def _from(use: Use) -> Value:
    return carried(use, replace(use.query, what=_table(use)), Q)


_BEGINNINGS = {
    "From": "read", "Select": "read", "InsertInto": "write", "Update": "write", "DeleteFrom": "delete",
}  # fmt: skip
RULES: dict[str, Rule] = {
    **{f"{BASE}.{name}": _begins(verb) for name, verb in _BEGINNINGS.items()},
    **table(Q, "Select To Bind Where Clause Expr Join LeftJoin RightJoin FullJoin OrderBy GroupBy Having Offset Set "
               "SetExpr NewRow Returning In SubQuery Union With Clone", chain(Q)),
    f"{Q}.From": _from,
    f"{Q}.Limit": limited(0, type=Q),
    f"{Q}.Paginate": limited(1, type=Q),
    **table(Q, "Query QueryAndClose Exec ExecAndClose", sends()),
    **table(Q, "QueryRow QueryRowAndClose", sends(one=True)),
}  # fmt: skip
