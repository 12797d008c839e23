"""TypeORM: what the decorators of a property say of a column. https://typeorm.io/docs/entity/entities"""

from __future__ import annotations

import re

from backend_review.model.evaluator import Call
from backend_review.model.routes import Place
from backend_review.model.tables import Column
from backend_review.model.values import Items, Table, items_of, options, text_of
from backend_review.stores._declarations import number
from backend_review.stores._marks import entry_text, is_true, settings, word

COLUMNS = {"Column", "PrimaryColumn", "PrimaryGeneratedColumn", "CreateDateColumn", "UpdateDateColumn",
           "DeleteDateColumn", "VersionColumn", "ObjectIdColumn", "ViewColumn", "VirtualColumn"}  # fmt: skip
_STAMPS = {"CreateDateColumn", "UpdateDateColumn", "DeleteDateColumn"}
_TYPES = {
    **dict.fromkeys(("int", "integer", "int4", "mediumint", "serial", "number", "Number", "int2", "year"), "integer"),
    **dict.fromkeys(("bigint", "int8", "bigserial", "int64", "BigInt"), "bigint"),
    **dict.fromkeys(("smallint", "tinyint", "smallserial"), "smallint"),
    **dict.fromkeys(("varchar", "character varying", "text", "char", "character", "citext", "string", "String",
                     "tinytext", "mediumtext", "longtext", "nvarchar", "ntext", "nchar", "simple-array", "varchar2",
                     "uuid-string", "bpchar"), "text"),
    **dict.fromkeys(("float", "float4", "float8", "double", "double precision", "real"), "float"),
    **dict.fromkeys(("decimal", "numeric", "dec", "fixed", "money", "smallmoney"), "decimal"),
    **dict.fromkeys(("boolean", "bool", "Boolean", "bit"), "boolean"),
    "date": "date",
    **dict.fromkeys(("time", "time without time zone", "timetz", "time with time zone"), "time"),
    **dict.fromkeys(("timestamp", "datetime", "datetime2", "Date", "timestamp without time zone", "smalldatetime"),
                    "timestamp"),
    **dict.fromkeys(("timestamptz", "timestamp with time zone", "datetimeoffset", "timestamp with local time zone"),
                    "timestamptz"),
    "interval": "interval",
    **dict.fromkeys(("uuid", "uniqueidentifier"), "uuid"),
    **dict.fromkeys(("json", "jsonb", "simple-json", "hstore"), "json"),
    **dict.fromkeys(("bytea", "blob", "longblob", "mediumblob", "tinyblob", "binary", "varbinary", "Buffer", "Uint8Array"),
                    "bytes"),
    **dict.fromkeys(("enum", "simple-enum", "set"), "enum"),
}  # fmt: skip


def column_of(call: Call, name: str, attribute: str, annotation: str, place: Place) -> Column:
    """A column by its decorator, the type of the property and the name it gets."""
    held, kind = settings(call), word(call)
    column = Column(name, place, attribute=attribute, nullable=bool(is_true(held.entries.get("nullable"))))
    column.primary = (
        kind.startswith("Primary") or kind == "ObjectIdColumn" or bool(is_true(held.entries.get("primary")))
    )
    written = type_written(call, held)
    column.written = written or annotation
    if kind == "PrimaryGeneratedColumn":
        first = text_of(call.arg(0)) or ""
        column.type = "uuid" if first == "uuid" else _TYPES.get(text_of(held.entries.get("type")) or "int", "integer")
        column.default = "generated"
    elif written:
        column.type = _TYPES.get(written, "")
    else:
        column.type = "timestamp" if kind in _STAMPS else "integer" if kind == "VersionColumn" else _of(annotation)
    if kind == "DeleteDateColumn":
        column.nullable = True
    if column.primary:
        column.nullable = False
    if kind in _STAMPS - {"DeleteDateColumn"}:
        column.default = "now()"
    if is_true(held.entries.get("array")):
        column.type = "array"
    fill(call, held, column)
    return column


def fill(call: Call, held: Table, column: Column) -> None:
    """Default, length and the values of an enum."""
    column.default = entry_text(call, held, "default") or column.default
    if is_true(held.entries.get("generated")) or text_of(held.entries.get("generated")):
        column.default = column.default or "generated"
    length = held.entries.get("length")
    digits = text_of(length)
    column.length = number(length) or (int(digits) if digits and digits.isdigit() else None)
    choices = held.entries.get("enum")
    if choices is not None:
        column.type = column.type if column.type in {"array", "enum"} else "enum"
        entries = [value for item in options(choices) if isinstance(item, Table) for value in item.entries.values()]
        listed = entries or (items_of(choices) if isinstance(choices, Items) else [])
        column.values = tuple(text for value in listed if (text := text_of(value)))


def type_written(call: Call, held: Table) -> str:
    """The type of a column as it is written: a text, or ``String``."""
    for value in (call.arg(0), held.entries.get("type")):
        text = text_of(value)
        if text is not None and word(call) != "PrimaryGeneratedColumn":
            return text
        expr = getattr(value, "expr", None)
        if expr is not None and expr.kind == "name" and expr.name in _TYPES:
            return str(expr.name)
    return ""


def type_named(name: str) -> str:
    """One of ``TYPES`` for a type of a database, as TypeORM names it."""
    return _TYPES.get(name.lower().partition("(")[0].strip(), "")


def _of(annotation: str) -> str:
    """The type that TypeScript's emitted metadata gives."""
    parts = [part.strip() for part in re.sub(r"[()]", "", annotation).split("|")]
    named = [part for part in parts if part not in {"null", "undefined"}]
    if named and all(re.fullmatch(r"\"[^\"]*\"|'[^']*'", part) for part in named):
        return "text"
    return _TYPES.get(named[0], "") if len(named) == 1 and named[0] in {
        "string", "number", "boolean", "Date", "Buffer", "bigint", "Uint8Array"} else ""  # fmt: skip
