"""Sequelize. https://sequelize.org/docs/v6/core-concepts/model-querying-basics/"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.entities import (
    Entities,
    Entity,
    EntityField,
    decorator,
    entry,
    levels,
    of_table,
    place_of,
)
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
from backend_review.model.values import Kind, Table, Thing, Unknown, Value, items_of, options, text_of
from backend_review.stores._sequelize_tables import HANDLERS, tables

M, S = "sequelize.Model", "sequelize.Sequelize"
OBJECT = f"{M}.object"
TYPES = {"sequelize": S, "sequelize.Sequelize": S, "sequelize-typescript.Sequelize": S, "sequelize.ModelStatic": M,
         "sequelize.ModelCtor": M}  # fmt: skip
ATTRIBUTES = {f"{M}.sequelize": S}  # the connection of a model: Order.sequelize.transaction(…)
CLASSES = {"sequelize.Model": M, "sequelize-typescript.Model": M, "?Sequelize.Model": M, "?sequelize.Model": M}


def _find(use: Use) -> Value:
    use.emit("read_many", use.what(), bound_of(use.option("limit", 0)))
    found = use.rows(Query(row=selected(use, use.row(), 0)))
    return Table({"rows": found, "count": Unknown()}) if use.method == "findAndCountAll" else found


def _one(use: Use) -> Value:
    use.emit("read_one")
    row = selected(use, use.row(), 1 if use.method == "findByPk" else 0)
    return use.rows(Query(one=True, row=row)) if use.method not in COUNTS else Unknown()


def _related(use: Use) -> Value:
    """sequelize-typescript: ``user.$get("books", { where })``, the rows of a relation."""
    name = text_of(use.arg(0))
    if name is None:
        use.walk.unsure("relation not known")
        return Unknown()
    use.emit("read_many" if name.endswith("s") else "read_one", name, bound_of(use.option("limit", 1)))
    return Unknown()


def _define(use: Use) -> Value:
    made = use.make(M, name_of(use.arg(0)))
    made.attributes |= {"=fields": use.arg(1) or Unknown(), "=options": use.arg(2) or Unknown()}
    return made


def _create(use: Use) -> Value:
    use.emit("write")
    return use.rows(Query(one=True, row=use.row()))


def _init(use: Use) -> Value:
    """``User.init({…}, { sequelize })``: what a class that derives from ``Model`` has."""
    if isinstance(use.receiver, Kind):
        use.receiver.attributes |= {"=fields": use.arg(0) or Unknown(), "=options": use.arg(1) or Unknown()}
    return use.receiver or Unknown()


def _entity(entities: Entities, value: Value) -> Entity | None:
    """The attributes of a model; its default scope may leave some out."""
    told = value.attributes if isinstance(value, (Kind, Thing)) else {}
    fields, given = told.get("=fields"), told.get("=options")
    place = next((item.place for item in options(fields) if isinstance(item, Table)), None) if fields else None
    name = value.klass.name if isinstance(value, Kind) else str(getattr(value, "model", "") or "")
    if place is None:
        return _of_class(value) if isinstance(value, Kind) else None
    without = entry(entry(entry(given, "defaultScope"), "attributes"), "exclude")
    left_out = {text for item in items_of(without) if (text := text_of(item)) is not None}
    found = of_table(fields, place, lambda _: False)
    found = {key: replace(item, hidden=key in left_out) for key, item in found.items()}
    module = entities.project.module(place.path)
    shapes = module is not None and "toJSON" in module.file.text
    return Entity(name, "sequelize", place, found, shapes)


def _of_class(kind: Kind) -> Entity | None:
    """sequelize-typescript: ``@Column``."""
    made = Entity(kind.klass.name, "sequelize", place_of(kind.klass), shapes_itself="toJSON" in kind.klass.methods)
    head = " ".join(kind.klass.module.text(expr.node) for expr in kind.klass.decorators)
    for level in levels(kind):
        for name, item in level.fields.items():
            if decorator(item, "Column") is not None:
                hidden = "defaultscope" in head.lower() and name in head
                made.fields[name] = EntityField(name, item.type, place_of(level, item), hidden)
    return made if made.fields else None


ENTITIES = {M: _entity}
RULES: dict[str, Rule] = {
    "sequelize": makes(S, "connect"),
    "sequelize.Sequelize": makes(S, "connect"),
    "sequelize-typescript.Sequelize": makes(S, "connect"),
    f"{S}.define": _define,
    f"{S}.transaction": calls_back("transaction", "sequelize.Transaction", "transaction"),
    f"{S}.query": runs_sql(),
    **table(M, "findAll findAndCountAll", _find),
    **table(M, "findOne findByPk count sum max min", _one),
    f"{M}.init": _init,
    f"{M}.create": _create,
    **table(M, "bulkCreate update upsert findOrCreate increment decrement", does("write", type=OBJECT)),
    **table(M, "destroy truncate", does("delete")),
    f"{M}.scope": lambda use: use.receiver,
    **table(M, "unscoped", lambda use: use.receiver),
    f"{M}.__call__": lambda use: use.make(OBJECT, use.what()),
    **table(OBJECT, "save update increment decrement", does("write")),
    f"{OBJECT}.$get": _related,
    **table(OBJECT, "$add $create $set $remove", does("write")),
    f"{OBJECT}.$count": does("read_one"),
    f"{OBJECT}.destroy": does("delete"),
    f"{OBJECT}.reload": does("read_one"),
}
LOOKUPS = table(M, "findOne findByPk", Form("null", OBJECT))
__all__ = ["HANDLERS", "tables"]
