"""Sequelize: attributes as columns. https://sequelize.org/docs/v6/core-concepts/model-basics/"""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Table, snake_case
from backend_review.model.values import Kind, Library, Thing, Unknown, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import made_by, number
from backend_review.stores._marks import is_true

_TYPES = {
    **dict.fromkeys(("STRING", "TEXT", "CHAR", "CITEXT", "string"), "text"),
    **dict.fromkeys(("INTEGER", "MEDIUMINT", "number"), "integer"), "BIGINT": "bigint",
    **dict.fromkeys(("SMALLINT", "TINYINT"), "smallint"),
    **dict.fromkeys(("FLOAT", "REAL", "DOUBLE"), "float"), **dict.fromkeys(("DECIMAL", "NUMERIC"), "decimal"),
    **dict.fromkeys(("BOOLEAN", "boolean"), "boolean"), **dict.fromkeys(("DATE", "Date", "NOW"), "timestamptz"),
    "DATEONLY": "date", "TIME": "time", **dict.fromkeys(("UUID", "UUIDV4", "UUIDV1"), "uuid"),
    **dict.fromkeys(("JSON", "JSONB", "HSTORE"), "json"), **dict.fromkeys(("BLOB", "Buffer"), "bytes"), "ENUM": "enum",
    "ARRAY": "array",
}  # fmt: skip


def name_of_type(value: Value | None) -> str:
    """``STRING`` of ``DataTypes.STRING(255)``."""
    for item in options(value) if value is not None else ():
        call = made_by(item)
        if call is not None:
            return call.name.rpartition(".")[2]
        if isinstance(item, Library):
            return item.name.rpartition(".")[2]
        if isinstance(item, Unknown) and item.expr is not None:
            expr = item.expr.target if item.expr.kind == "call" and item.expr.target is not None else item.expr
            return expr.name if expr.kind in {"attr", "name"} else ""
        text = text_of(item)
        if text is not None:
            return text.partition("(")[0]
    return ""


def column_of(
    table: Table, name: str, value: Value, place: Place, underscored: bool, annotation: str = ""
) -> Column | None:
    """A column by its attribute: a type, or an object of options. None for one that is computed."""
    held = next((item for item in options(value) if isinstance(item, Dict)), None)
    entries = held.entries if held is not None else {}
    typed = entries.get("type") if held is not None else value
    kind = name_of_type(typed) or annotation
    if kind == "VIRTUAL":
        return None
    field = text_of(entries.get("field")) or (snake_case(name) if underscored else name)
    column = Column(field, held.place if held is not None and held.place else place, attribute=name)
    column.type, column.written = _TYPES.get(kind, ""), kind
    call = made_by(typed)
    if call is not None and column.type == "text":
        column.length = number(call.arg(0))
    fill(table, column, entries)
    if column.type == "enum":
        listed = [part for arg in (call.args if call is not None else []) for part in items_of(arg)]
        column.values = tuple(text for item in listed or items_of(entries.get("values")) if (text := text_of(item)))
    return column


def fill(table: Table, column: Column, entries: Mapping[str, Value]) -> None:
    """What the options of an attribute say, but for its type."""
    column.primary = bool(is_true(entries.get("primaryKey"))) or column.primary
    column.nullable = is_true(entries.get("allowNull")) is not False and not column.primary
    if "defaultValue" in entries:
        column.default = text_of(entries["defaultValue"]) or name_of_type(entries["defaultValue"]) or "…"
    if is_true(entries.get("autoIncrement")):
        column.default = "generated"
    reference = next((item for item in options(entries["references"])), None) if "references" in entries else None
    if isinstance(reference, Dict):
        target = model_name(reference.entries.get("model"))
        on_delete = (text_of(entries.get("onDelete")) or "").upper()
        column.references = Reference(target, text_of(reference.entries.get("key")) or "id", on_delete)
    unique = entries.get("unique")
    if isinstance(unique, Dict) or is_true(unique):
        table.add_index([column.name], column.place, unique=True)


def model_name(value: Value | None) -> str:
    """The model or table that a value names: a text, ``{ tableName: … }``, a class, or what ``define`` made."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Dict):
            return text_of(item.entries.get("tableName")) or ""
        if isinstance(item, Kind):
            return item.klass.name
        if isinstance(item, Thing) and item.made_by is not None:
            return item.made_by.text(0) or ""
        text = text_of(item)
        if text is not None:
            return text
        if isinstance(item, Unknown) and item.expr is not None and item.expr.kind == "attr":
            return item.expr.name  # models.User
    return ""


def type_of_annotation(annotation: str) -> str:
    """The type that sequelize-typescript takes from the property's."""
    word = re.sub(r"\s|\||\bnull\b|\bundefined\b", "", annotation)
    return word if word in _TYPES else ""


def add_indexes(table: Table, value: Value | None, place: Place, underscored: bool) -> None:
    """``indexes: [{ unique: true, fields: ["email"] }]``."""
    for item in items_of(value):
        if not isinstance(item, Dict):
            continue
        entries = item.entries
        names = []
        for part in items_of(entries.get("fields")):
            inner = part.entries if isinstance(part, Dict) else {}
            text = text_of(part) or text_of(inner.get("name")) or text_of(inner.get("attribute")) or "(…)"
            column = table.column(text)
            names.append(column.name if column is not None else text)
        unique = bool(is_true(entries.get("unique"))) or (text_of(entries.get("type")) or "").upper() == "UNIQUE"
        where = "…" if "where" in entries else ""
        table.add_index(names, item.place or place, unique, name=text_of(entries.get("name")) or "", where=where,
                        method=(text_of(entries.get("using")) or "").lower())  # fmt: skip


__all__ = ["add_indexes", "column_of", "fill", "model_name", "name_of_type", "type_of_annotation"]
