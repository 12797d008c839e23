"""The tables that Sequelize models declare: ``define``, ``Model.init`` and sequelize-typescript's classes.

https://sequelize.org/docs/v6/core-concepts/model-basics/, https://github.com/sequelize/sequelize-typescript
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.index.program import Field
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Table, snake_case
from backend_review.model.values import Callee, Kind, Library, Thing, Value, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import finish_keys, place_in, place_of_class
from backend_review.stores._marks import entry_places, is_true, marks_of, returned, settings, word
from backend_review.stores._notes import noted, noting
from backend_review.stores._plurals import plural
from backend_review.stores._sequelize_columns import add_indexes, column_of, type_of_annotation
from backend_review.stores._sequelize_links import LINKS, Link, settle

_STORE = "sequelize"
_LIBRARY = re.compile(r"^sequelize-typescript\b")
_INSTANCE = "sequelize.Sequelize()"
_SEQUELIZES = ("sequelize.Sequelize", "sequelize", "sequelize-typescript.Sequelize", "sequelize.default")
_MODELS = ("sequelize.Model", "sequelize-typescript.Model", "sequelize.default.Model")
_DEFINES = [f"{name}().define" for name in _SEQUELIZES]
HANDLERS = {
    **dict.fromkeys(_SEQUELIZES, noting(_STORE)),
    **dict.fromkeys(_DEFINES, noting(_STORE, name="name")),
    **{f"{name}.init": noting(_STORE) for name in _MODELS},
    **{f"{name}.{link}": noting(_STORE) for name in (*_MODELS, *(f"{name}()" for name in _DEFINES)) for link in LINKS},
}
_DECLARES = re.compile(r"\.define\s*\(|\.init\s*\(")


@dataclass(slots=True, eq=False)
class Model:
    """A model while its table is made. ``links`` are the associations it declares."""

    name: str
    table: Table
    underscored: bool
    settings: dict[str, Value]
    key: object = None  # the class, or what ``define`` gave
    links: list[Link] = field(default_factory=list)


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The table of every model, and those between two of them."""
    _start_declaring(evaluator)
    models = _models(evaluator)
    models = list({(model.name, model.table.name): model for model in reversed(models)}.values())[::-1]
    _associate(evaluator, models)
    by_key = {id(model.key): model for model in models}
    for item in noted(evaluator, _STORE):
        verb = item.call.name.rpartition(".")[2]
        if verb in LINKS:
            own = item.call.receiver if item.call.receiver is not None else _class_of(evaluator, item.call)
            model = by_key.get(id(own))
            if model is not None:
                model.links.append(Link(verb, item.call.arg(0), settings(item.call).entries, item.call.place))
    between = settle(evaluator, models)
    for model in models:
        add_indexes(model.table, model.settings.get("indexes"), model.table.place, model.underscored)
        finish_keys(model.table)
        yield model.table
    yield from between


def _models(evaluator: Evaluator) -> list[Model]:
    general: dict[str, Value] = {}
    for item in noted(evaluator, _STORE):
        if item.call.name in _SEQUELIZES:
            held = settings(item.call).entries.get("define")
            general |= held.entries if isinstance(held, Dict) else {}
    models: list[Model] = []
    for item in noted(evaluator, _STORE):
        verb = item.call.name.rpartition(".")[2]
        if verb == "define":
            models.append(_written(item.call, item.call.text(0) or "?", 1, general, item.made))
        elif verb == "init":
            kind = _class_of(evaluator, item.call)
            if kind is not None and item.call.args and isinstance(item.call.args[0], Dict):
                models.append(_written(item.call, kind.klass.name, 0, general, kind))
    for kind in list(evaluator.kinds.values()):
        if kind.scope.module.language == "javascript" and kind.klass.decorators:
            marks = marks_of(evaluator, kind.klass.decorators, kind.scope, _LIBRARY)
            mark = next((mark for mark in marks if word(mark) == "Table"), None)
            if mark is not None:
                models.append(_decorated(evaluator, kind, mark, general))
    return models


def _start_declaring(evaluator: Evaluator) -> None:
    """``module.exports = (sequelize, DataTypes) => …`` that only a loop over a folder's files calls."""
    seen = {item.call.scope.module.path for item in noted(evaluator, _STORE)}
    for path, file in sorted(evaluator.project.files.items()):
        if path in seen or file.role not in {"production", "script"} or not _DECLARES.search(file.text):
            continue
        if "DataTypes" not in file.text and "sequelize" not in file.text:
            continue
        for name in ("=", "default"):
            value = evaluator.member(path, name) if evaluator.scope_of(path) is not None else None
            if isinstance(value, Callee) and value.function.parameters:
                evaluator.start(value, [Thing(_INSTANCE), Library("sequelize.DataTypes")])
                break


def _associate(evaluator: Evaluator, models: list[Model]) -> None:
    """``Model.associate(models)``, which is called over all of them."""
    every = Dict({model.name: model.key for model in models if isinstance(model.key, (Thing, Kind))})
    linked = {id(item.call.receiver) for item in noted(evaluator, _STORE)}
    for model in models:
        held = model.key.attributes.get("associate") if isinstance(model.key, (Thing, Kind)) else None
        if isinstance(held, Callee) and id(model.key) not in linked and id(held.function.node) not in evaluator.called:
            bound = model.key if isinstance(model.key, Kind) else None
            evaluator.start(Callee(held.function, held.scope, bound), [every])


def _class_of(evaluator: Evaluator, call: Call) -> Kind | None:
    """The class that a static method is called on: ``User.init``, ``this.belongsTo``."""
    target = call.expr.target.target if call.expr.target is not None else None
    value = evaluator.evaluate(target, call.scope) if target is not None else None
    return next((item for item in options(value) if isinstance(item, Kind)), None) if value is not None else None


def _written(call: Call, name: str, at: int, general: dict[str, Value], key: object) -> Model:
    """``define("User", {…}, {…})`` and ``User.init({…}, {…})``."""
    held = (
        next((item for item in options(call.args[at + 1]) if isinstance(item, Dict)), None)
        if len(call.args) > at + 1
        else None
    )
    own = general | (held.entries if held is not None else {})
    name = text_of(own.get("modelName")) or name
    model = _model(name, own, call.place, key)
    fields, places = call.arg(at), entry_places(call, at)
    for item in options(fields) if fields is not None else ():
        for attribute, value in item.entries.items() if isinstance(item, Dict) else ():
            column = column_of(model.table, attribute, value, places.get(attribute, call.place), model.underscored)
            if column is not None:
                model.table.columns[column.name] = column
    _finish(model, call.place)
    return model


def _model(name: str, own: dict[str, Value], place: Place, key: object) -> Model:
    underscored = bool(is_true(own.get("underscored")))
    plain = bool(is_true(own.get("freezeTableName")))
    given = text_of(own.get("tableName"))
    made = name if plain else snake_case(plural(name)) if underscored else plural(name)
    table = Table(given or made, place, "sequelize", key.klass.name if isinstance(key, Kind) else name)
    return Model(name, table, underscored, own, key)


def _finish(model: Model, place: Place) -> None:
    """The key and the timestamps, where nothing declares them."""
    table, own = model.table, model.settings
    if not any(column.primary for column in table.columns.values()):
        known = table.column("id")
        if known is None:
            table.columns = {
                "id": Column("id", place, "integer", "INTEGER", "id", False, "generated", True),
                **table.columns,
            }
        else:
            known.primary, known.nullable = True, False
    if is_true(own.get("timestamps")) is False:
        return
    for name in ("createdAt", "updatedAt", *(("deletedAt",) if is_true(own.get("paranoid")) else ())):
        if is_true(own.get(name)) is False:
            continue
        attribute = text_of(own.get(name)) or name
        field = snake_case(attribute) if model.underscored else attribute
        if table.column(attribute) is None:
            table.columns[field] = Column(field, place, "timestamptz", "DATE", attribute, name == "deletedAt")


def _decorated(evaluator: Evaluator, kind: Kind, mark: Call, general: dict[str, Value]) -> Model:
    """A class of sequelize-typescript."""
    own = general | settings(mark).entries
    for level in list(kind.lineage())[1:]:
        for inner in marks_of(evaluator, level.klass.decorators, level.scope, _LIBRARY):
            if word(inner) == "Table":
                own = settings(inner).entries | own
    model = _model(text_of(own.get("modelName")) or kind.klass.name, own, place_of_class(kind), kind)
    for level in reversed(list(kind.lineage())):
        for name, held in level.klass.fields.items():
            if held.decorators:
                _member(evaluator, model, level, name, held)
    _finish(model, model.table.place)
    return model


def _member(evaluator: Evaluator, model: Model, level: Kind, name: str, held: Field) -> None:
    marks = {word(mark): mark for mark in marks_of(evaluator, held.decorators, level.scope, _LIBRARY)}
    words = set(marks) | _bare(evaluator, level, held)
    place = place_in(level.scope.module, held.node)
    stamps = {"CreatedAt": "createdAt", "UpdatedAt": "updatedAt", "DeletedAt": "deletedAt"}
    stamp = next((stamps[item] for item in words if item in stamps), None)
    if stamp is not None and "Column" not in words:
        field = snake_case(name) if model.underscored else name
        model.table.columns[field] = Column(field, place, "timestamptz", held.type, name, stamp == "deletedAt")
        return
    if "Column" in words:
        value: Value = marks["Column"].args[0] if "Column" in marks and marks["Column"].args else Dict()
        column = column_of(model.table, name, value, place, model.underscored, type_of_annotation(held.type))
        if column is None:
            return
        column.place = place
        column.primary = column.primary or "PrimaryKey" in words
        allow = marks.get("AllowNull")
        if allow is not None:
            column.nullable = not allow.args or is_true(allow.args[0]) is not False
        column.nullable = bool(column.nullable) and not column.primary
        if "Default" in marks and marks["Default"].args:
            column.default = text_of(marks["Default"].args[0]) or "…"
        if "AutoIncrement" in words:
            column.default = "generated"
        model.table.columns[column.name] = column
        for index in ("Unique", "Index"):
            if index in words:
                only = index == "Unique" or (
                    index in marks and bool(is_true(settings(marks[index]).entries.get("unique")))
                )
                model.table.add_index([column.name], place, unique=only)
        target = marks.get("ForeignKey")
        if target is not None:
            model.links.append(Link("foreignKey", returned(evaluator, target.arg(0)), {}, place, name=name))
    for verb, link in (("BelongsTo", "belongsTo"), ("HasMany", "hasMany"), ("HasOne", "hasOne"),
                       ("BelongsToMany", "belongsToMany")):  # fmt: skip
        mark = marks.get(verb)
        if mark is not None:
            model.links.append(_link(evaluator, mark, link, name, place))


def _bare(evaluator: Evaluator, level: Kind, held: Field) -> set[str]:
    """Decorators that are not called: ``@PrimaryKey``."""
    values = [evaluator.evaluate(expr, level.scope) for expr in held.decorators if expr.kind != "call"]
    return {item.name.rpartition(".")[2] for item in values if isinstance(item, Library) and _LIBRARY.search(item.name)}


def _link(evaluator: Evaluator, mark: Call, verb: str, name: str, place: Place) -> Link:
    entries = dict(settings(mark).entries)
    rest = mark.args[1:]
    if verb == "belongsToMany":
        through = returned(evaluator, mark.arg(1))
        if through is not None and "through" not in entries:
            entries["through"] = through
        rest = mark.args[2:]
    for key, value in zip(("foreignKey", "otherKey"), rest, strict=False):
        if text_of(value):
            entries[key] = value
    return Link(verb, returned(evaluator, mark.arg(0)), entries, place, name=name)
