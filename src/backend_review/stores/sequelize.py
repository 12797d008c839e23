"""Sequelize. https://sequelize.org/docs/v6/core-concepts/model-querying-basics/"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import (
    COUNTS,
    Query,
    Use,
    bound_of,
    calls_back,
    does,
    makes,
    name_of,
    runs_sql,
    selected,
    table,
)
from backend_review.model.values import Table, Unknown, Value

M, S = "sequelize.Model", "sequelize.Sequelize"
OBJECT = f"{M}.object"
TYPES = {"sequelize": S, "sequelize.Sequelize": S, "sequelize-typescript.Sequelize": S, "sequelize.ModelStatic": M,
         "sequelize.ModelCtor": M}  # fmt: skip
CLASSES = {"sequelize.Model": M, "sequelize-typescript.Model": M, "?Sequelize.Model": M, "?sequelize.Model": M}


def _find(use: Use) -> Value:
    use.emit("read_many", use.what(), bound_of(use.option("limit", 0)))
    found = use.rows(Query(row=selected(use, use.row(), 0)))
    return Table({"rows": found, "count": Unknown()}) if use.method == "findAndCountAll" else found


def _one(use: Use) -> Value:
    use.emit("read_one")
    row = selected(use, use.row(), 1 if use.method == "findByPk" else 0)
    return use.rows(Query(one=True, row=row)) if use.method not in COUNTS else Unknown()


def _define(use: Use) -> Value:
    made = use.make(M, name_of(use.arg(0)))
    made.attributes |= {"=fields": use.arg(1) or Unknown(), "=options": use.arg(2) or Unknown()}
    return made


def _create(use: Use) -> Value:
    use.emit("write")
    return use.rows(Query(one=True, row=use.row()))


RULES: dict[str, Rule] = {
    "sequelize": makes(S, "connect"),
    "sequelize.Sequelize": makes(S, "connect"),
    "sequelize-typescript.Sequelize": makes(S, "connect"),
    f"{S}.define": _define,
    f"{S}.transaction": calls_back("transaction", "sequelize.Transaction", "transaction"),
    f"{S}.query": runs_sql(),
    **table(M, "findAll findAndCountAll", _find),
    **table(M, "findOne findByPk count sum max min", _one),
    f"{M}.create": _create,
    **table(M, "bulkCreate update upsert findOrCreate increment decrement", does("write", type=OBJECT)),
    **table(M, "destroy truncate", does("delete")),
    f"{M}.scope": lambda use: use.receiver,
    **table(M, "unscoped", lambda use: use.receiver),
    f"{M}.__call__": lambda use: use.make(OBJECT, use.what()),
    **table(OBJECT, "save update increment decrement", does("write")),
    f"{OBJECT}.destroy": does("delete"),
    f"{OBJECT}.reload": does("read_one"),
}
LOOKUPS = table(M, "findOne findByPk", Form("null", OBJECT))
