"""Entities that are written without a class: ``new EntitySchema({…})``. https://typeorm.io/docs/entity/separating-entity-definition"""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.model.evaluator import Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Relation, Table
from backend_review.model.values import Kind, Known, Thing, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import finish_keys, made_by, number, short_name
from backend_review.stores._marks import is_true, settings
from backend_review.stores._notes import noted, noting
from backend_review.stores._typeorm_columns import type_named
from backend_review.stores._typeorm_naming import Naming

SCHEMAS = "typeorm.EntitySchema"
HANDLERS = {"typeorm.EntitySchema": noting(SCHEMAS)}
_STAMPS = {"createDate": False, "updateDate": False, "deleteDate": True}
_Entries = dict[str, Value]


def tables_of_schemas(evaluator: Evaluator, naming: Naming, others: list[Table]) -> Iterator[Table]:
    """The table of every schema, and those between two of them; ``others`` are the tables of classes."""
    made: list[tuple[Table, _Entries]] = []
    for item in noted(evaluator, SCHEMAS):
        held = settings(item.call).entries
        name = text_of(held.get("name")) or ""
        if not name:
            continue
        table = Table(naming.table(name, text_of(held.get("tableName")) or ""), item.call.place, "typeorm", name)
        table.kind = "view" if text_of(held.get("type")) == "view" else "table"
        for property, options_of in _objects(held.get("columns")):
            _column(naming, table, property, options_of)
        made.append((table, held))
    known = {table.model: table for table in [*others, *(table for table, _ in made)]}
    between: list[Table] = []
    for table, held in made:
        for property, options_of in _objects(held.get("relations")):
            between += _relation(naming, table, property, options_of, known)
    for table, held in made:
        _indexes(table, held)
        finish_keys(table)
        yield table
    yield from between


def _objects(value: Value | None) -> Iterator[tuple[str, Dict]]:
    """The entries of an object that are objects, by their keys."""
    for option in options(value) if value is not None else ():
        for name, item in option.entries.items() if isinstance(option, Dict) else ():
            for inner in options(item):
                if isinstance(inner, Dict):
                    yield name, inner


def _column(naming: Naming, table: Table, property: str, given: Dict) -> None:
    held, place = given.entries, given.place or table.place
    name = naming.column(property, text_of(held.get("name")) or "", [])
    written = text_of(held.get("type")) or _name_of_type(held.get("type"))
    column = Column(name, place, type_named(written), written, property, bool(is_true(held.get("nullable"))))
    column.primary = bool(is_true(held.get("primary")))
    digits = text_of(held.get("length")) or ""
    column.length = number(held.get("length")) or (int(digits) if digits.isdigit() else None)
    generated = held.get("generated")
    if generated is not None and is_true(generated) is not False:
        column.default = "generated"
    elif "default" in held:
        default = held["default"]
        constant = default.value if isinstance(default, Known) else None
        column.default = text_of(default) or (str(constant).lower() if constant is not None else "…")
    for stamp, nullable in _STAMPS.items():
        if is_true(held.get(stamp)):
            column.nullable, column.type = nullable, column.type or "timestamp"
    if is_true(held.get("array")):
        column.type = "array"
    column.nullable = column.nullable and not column.primary
    table.columns[name] = column
    if is_true(held.get("unique")):
        table.add_index([name], place, unique=True)


def _name_of_type(value: Value | None) -> str:
    """``String`` of ``type: String``."""
    expr = getattr(value, "expr", None)
    return str(expr.name) if expr is not None and expr.kind == "name" else short_name(value)


def _target(value: Value | None, known: dict[str, Table]) -> tuple[str, Table | None]:
    """The entity that a relation leads to, by its name, its class or its schema."""
    for item in options(value) if value is not None else ():
        call = made_by(item)
        name = text_of(item) or (item.klass.name if isinstance(item, Kind) else "")
        if not name and isinstance(item, Thing) and call is not None:
            name = text_of(settings(call).entries.get("name")) or ""
        if name:
            return name, known.get(name)
    return "", None


def _relation(naming: Naming, table: Table, property: str, given: Dict, known: dict[str, Table]) -> Iterator[Table]:
    held, place = given.entries, given.place or table.place
    kind = text_of(held.get("type")) or ""
    name, target = _target(held.get("target"), known)
    relation = Relation(property, name, place, kind.endswith("-to-many"),
                        "eager" if is_true(held.get("eager")) else "lazy" if is_true(held.get("lazy")) else "explicit",
                        back=text_of(held.get("inverseSide")) or "")  # fmt: skip
    table.relations[property] = relation
    joins = held.get("joinColumn")
    if kind == "many-to-one" or (kind == "one-to-one" and joins is not None and is_true(joins) is not False):
        column = _join(naming, table, property, held, target, place)
        relation.columns = (column.name,)
        if kind == "one-to-one" and not column.primary:
            table.add_index([column.name], place, unique=True)
    elif kind == "many-to-many" and target is not None and "joinTable" in held:
        yield _join_table(naming, table, target, property, _inner(held["joinTable"]), place)


def _inner(value: Value | None) -> _Entries:
    return next((item.entries for item in options(value) if isinstance(item, Dict)), {}) if value is not None else {}


def _join(naming: Naming, table: Table, property: str, held: _Entries, target: Table | None, place: Place) -> Column:
    """The foreign key of a relation: a column of the schema's own, or one more."""
    key = next((column for column in target.columns.values() if column.primary), None) if target is not None else None
    short = text_of(_inner(held.get("joinColumn")).get("name")) or naming.join(property, key.attribute if key else "id")
    column = table.columns.get(short) or Column(naming.column(property, short, []), place)
    if column.name not in table.columns:
        column.attribute, column.nullable = column.name, is_true(held.get("nullable")) is not False
        column.type, column.written = (key.type, key.written) if key is not None else ("", "")
        if is_true(held.get("primary")):
            column.primary, column.nullable = True, False
        table.columns[column.name] = column
    if target is not None and is_true(held.get("createForeignKeyConstraints")) is not False:
        on_delete = (text_of(held.get("onDelete")) or "").upper()
        column.references = Reference(target.name, key.name if key is not None else "", on_delete)
    return column


def _join_table(naming: Naming, table: Table, target: Table, property: str, given: _Entries, place: Place) -> Table:
    name = text_of(given.get("name")) or naming.join_table(table.name, target.name, property)
    made = Table(name, place, "typeorm")
    for side, option in ((table, "joinColumn"), (target, "inverseJoinColumn")):
        key = next((column for column in side.columns.values() if column.primary), None)
        own = key.attribute if key is not None else "id"
        stored = text_of(_inner(given.get(option)).get("name")) or naming.join_table_column(side.name, own, "")
        stored = f"{stored}_2" if stored in made.columns else stored
        column = Column(stored, place, key.type if key is not None else "", attribute=stored, nullable=False)
        column.primary, column.references = True, Reference(side.name, key.name if key is not None else "id", "CASCADE")
        made.columns[stored] = column
        made.add_index([stored], place)
    finish_keys(made)
    return made


def _indexes(table: Table, held: _Entries) -> None:
    for key, unique in (("indices", False), ("uniques", True)):
        for item in items_of(held.get(key)):
            entries = item.entries if isinstance(item, Dict) else {}
            names = [text_of(part) or "(…)" for part in items_of(entries.get("columns"))]
            columns = [column for name in names for column in _named(table, name)]
            place = item.place if isinstance(item, Dict) and item.place else table.place
            table.add_index(columns, place, unique or bool(is_true(entries.get("unique"))),
                            name=text_of(entries.get("name")) or "", where=text_of(entries.get("where")) or "")  # fmt: skip


def _named(table: Table, property: str) -> tuple[str, ...]:
    """The columns that a property stands for, its own or those of the relation it is."""
    relation = table.relations.get(property)
    column = table.column(property)
    return relation.columns if relation is not None else (column.name if column is not None else property,)


__all__ = ["HANDLERS", "SCHEMAS", "tables_of_schemas"]
