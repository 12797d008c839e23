"""Tables of Prisma schema files. https://www.prisma.io/docs/orm/reference/prisma-schema-reference"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.model.evaluator import Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Relation, Table
from backend_review.stores._declarations import finish_keys

_BLOCK = re.compile(r"^\s*(model|view|enum|datasource|type)\s+(\w+)\s*\{", re.MULTILINE)
_FIELD = re.compile(r"^\s*(\w+)\s+(\w+(?:\(\"[^\"]*\"\))?)(\[\])?(\?)?\s*(.*)$")
_TYPES = {"String": "text", "Int": "integer", "BigInt": "bigint", "Float": "float", "Decimal": "decimal",
          "Boolean": "boolean", "DateTime": "timestamp", "Json": "json", "Bytes": "bytes"}  # fmt: skip
_NATIVE = {"Uuid": "uuid", "Timestamptz": "timestamptz", "Date": "date", "Time": "time", "Timetz": "time",
           "Money": "decimal", "SmallInt": "smallint", "TinyInt": "smallint", "ObjectId": "id", "Real": "float",
           "DoublePrecision": "float", "Double": "float"}  # fmt: skip
_PROVIDERS = {"postgresql": "postgresql", "postgres": "postgresql", "cockroachdb": "postgresql", "mysql": "mysql",
              "sqlite": "sqlite", "mongodb": "mongodb", "sqlserver": "sqlserver"}  # fmt: skip
_ON_DELETE = {"Cascade": "CASCADE", "SetNull": "SET NULL", "Restrict": "RESTRICT", "NoAction": "NO ACTION",
              "SetDefault": "SET DEFAULT"}  # fmt: skip


@dataclass(slots=True)
class _Block:
    kind: str
    name: str
    path: str
    line: int
    lines: list[tuple[int, str]]


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The tables of all schema files; the files of one folder (and below) are one schema."""
    files = [file for file in evaluator.project.files.values() if file.language == "prisma"]
    blocks = [block for file in files for block in _blocks(file.path, file.text)]
    enums = {block.name for block in blocks if block.kind == "enum"}
    composites = {block.name for block in blocks if block.kind == "type"}
    models = {block.name for block in blocks if block.kind in {"model", "view"}}
    names = {block.name: _mapped(block) or block.name for block in blocks if block.name in models}
    providers = [_provider(block) for block in blocks if block.kind == "datasource"]
    dialect = next((item for item in providers if item), "")
    made = []
    for block in blocks:
        if block.kind not in {"model", "view"}:
            continue
        table = Table(names[block.name], Place(block.path, block.line), "prisma", block.name, dialect=dialect)
        table.kind = "view" if block.kind == "view" else "collection" if dialect == "mongodb" else "table"
        for line, text in block.lines:
            if text.startswith("@@"):
                _table_mark(table, text, Place(block.path, line))
            else:
                _field(table, text, Place(block.path, line), models, enums | composites, names)
        finish_keys(table)
        made.append(table)
    _settle(made)
    yield from made


def _blocks(path: str, text: str) -> Iterator[_Block]:
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        found = _BLOCK.match(lines[number])
        number += 1
        if not found:
            continue
        block = _Block(found.group(1), found.group(2), path, number, [])
        depth, pending = 1, ""
        while number < len(lines) and depth > 0:
            line = re.sub(r"\s*//.*$", "", lines[number]) if '"' not in lines[number] else lines[number]
            number += 1
            if line.strip() == "}":
                depth -= 1
                continue
            pending = f"{pending} {line.strip()}".strip()
            if pending.count("(") > pending.count(")"):  # an attribute over several lines
                continue
            if pending and not pending.startswith("//"):
                block.lines.append((number, pending))
            pending = ""
        yield block


def _mapped(block: _Block) -> str:
    return next((_text(line, r"@@map\(\s*(?:name:\s*)?\"([^\"]+)\"") for _, line in block.lines if "@@map" in line), "")


def _provider(block: _Block) -> str:
    found = next((_text(line, r"provider\s*=\s*\"(\w+)\"") for _, line in block.lines if "provider" in line), "")
    return _PROVIDERS.get(found, "")


def _text(line: str, pattern: str) -> str:
    found = re.search(pattern, line)
    return found.group(1) if found else ""


def _names(inside: str) -> list[str]:
    """The field names in ``[a, b(sort: Desc)]``."""
    return re.findall(r"(?:^|[\[,])\s*(\w+)", re.sub(r"\([^()]*\)", "", inside))


def _list(line: str, key: str) -> list[str]:
    found = re.search(rf"{key}:\s*\[([^\]]*)\]", line)
    return _names(found.group(1)) if found else []


def _field(table: Table, line: str, place: Place, models: set[str], enums: set[str], names: dict[str, str]) -> None:
    found = _FIELD.match(line)
    if found is None:
        return
    name, type, many, optional, rest = found.groups()
    if type in models:
        relation = Relation(name, type, place, many is not None, "explicit")
        relation.columns = tuple(_list(rest, "fields"))
        relation.back = _text(rest, r"@relation\(\s*(?:name:\s*)?\"([^\"]+)\"")
        table.relations[name] = relation
        if relation.columns:
            on_delete = _ON_DELETE.get(_text(rest, r"onDelete:\s*(\w+)"), "")
            target = Reference(names[type], next(iter(_list(rest, "references")), ""), on_delete)
            table.references.append((relation.columns, target))
        return
    column = Column(name, place, _TYPES.get(type, "enum" if type in enums else ""), type + (many or ""), name)
    column.nullable = optional is not None
    native = _text(rest, r"@db\.(\w+)")
    column.type = "array" if many else _NATIVE.get(native, column.type)
    if native:
        column.written = f"{type} @db.{native}"
    column.primary = re.search(r"(?<!@)@id\b", rest) is not None
    default = re.search(r"@default\((.*)\)", rest)
    column.default = default.group(1).partition(") @")[0] if default else ("now()" if "@updatedAt" in rest else None)
    column.name = _text(rest, r"(?<!@)@map\(\s*(?:name:\s*)?\"([^\"]+)\"") or name
    length = re.search(r"@db\.(?:VarChar|Char)\((\d+)\)", rest)
    column.length = int(length.group(1)) if length else None
    table.columns[column.name] = column
    if re.search(r"(?<!@)@unique\b", rest):
        table.add_index([column.name], place, unique=True)


def _table_mark(table: Table, line: str, place: Place) -> None:
    """``@@index``, ``@@unique``, ``@@id``, ``@@fulltext``."""
    kind = _text(line, r"@@(\w+)")
    inside = re.search(r"\(\s*(?:fields:\s*)?\[([^\]]*)\]", line)
    if kind not in {"index", "unique", "id", "fulltext"} or inside is None:
        return
    columns = [column.name if (column := table.column(name)) else name for name in _names(inside.group(1))]
    method = "fulltext" if kind == "fulltext" else _text(line, r"type:\s*(\w+)").lower()
    name = _text(line, r"map:\s*\"([^\"]+)\"") or _text(line, r"name:\s*\"([^\"]+)\"")
    table.add_index(columns, place, unique=kind in {"unique", "id"}, primary=kind == "id", name=name, method=method)


def _settle(tables: list[Table]) -> None:
    """Foreign keys with the columns' own names, and the names of the relations that lead back."""
    models = {table.model: table for table in tables}
    for table in tables:
        kept = []
        for columns, target in table.references:
            own = [table.column(name) for name in columns]
            if len(columns) == 1 and own[0] is not None:
                own[0].references = target
            else:
                kept.append((tuple(c.name if c else n for c, n in zip(own, columns, strict=True)), target))
        table.references = kept
        for index in table.indexes:  # marks may stand above the fields they name
            index.columns = tuple(c.name if (c := table.column(n)) else n for n in index.columns)
    for table in tables:
        for relation in table.relations.values():
            other = models.get(relation.target)
            named = relation.back
            relation.back = next(
                (
                    item.name
                    for item in (other.relations.values() if other is not None else ())
                    if item.target == table.model and item is not relation and named in {item.back, ""}
                ),
                "",
            )
            if not relation.columns and other is not None and relation.back:
                relation.columns = other.relations[relation.back].columns
