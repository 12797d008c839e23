"""The collections that MongoEngine's documents declare. https://docs.mongoengine.org/guide/defining-documents.html"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Relation, Table
from backend_review.model.values import Items, Kind, Known, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import flag, made_by, number, place_in, place_of_class, short_name, written

_BASE = re.compile(r"^(?:mongoengine|flask_mongoengine)\b.*\.(?P<kind>Dynamic)?(?P<embedded>Embedded)?Document$")
_FIELD = re.compile(r"\w+Field$")
_TYPES = {
    **dict.fromkeys(("StringField", "URLField", "EmailField", "FileField", "ImageField"), "text"),
    "IntField": "integer", "LongField": "bigint", "FloatField": "float", "BooleanField": "boolean",
    **dict.fromkeys(("DecimalField", "Decimal128Field"), "decimal"), "DateField": "date", "EnumField": "enum",
    **dict.fromkeys(("DateTimeField", "ComplexDateTimeField"), "timestamptz"), "UUIDField": "uuid",
    "ObjectIdField": "id", "BinaryField": "bytes", "SequenceField": "integer", "DynamicField": "json",
    **dict.fromkeys(("DictField", "MapField", "EmbeddedDocumentField", "GenericEmbeddedDocumentField",
                     "GenericReferenceField", "GenericLazyReferenceField", "PointField"), "object"),
    **dict.fromkeys(("ListField", "SortedListField", "EmbeddedDocumentListField", "GeoPointField"), "array"),
    **dict.fromkeys(("ReferenceField", "CachedReferenceField", "LazyReferenceField"), "id"),
}  # fmt: skip
_REFERENCES = {"ReferenceField", "CachedReferenceField", "LazyReferenceField"}
_EMBEDDED = {"EmbeddedDocumentField", "EmbeddedDocumentListField"}
_LISTS = {"ListField", "SortedListField"}
_RULES = {"CASCADE", "NULLIFY", "DENY", "PULL", "DO_NOTHING"}
_MAX_NESTED = 4


@dataclass(slots=True, eq=False)
class _Documents:
    """The classes of a project that are documents, by their names."""

    kinds: dict[str, Kind]

    def named(self, value: Value | None, own: Kind) -> Kind | None:
        """The class that a field names: itself, by its name, or ``"self"``."""
        text = text_of(value)
        if text == "self":
            return own
        if text is not None:
            return self.kinds.get(text)
        return next((item for item in options(value) if isinstance(item, Kind)), None) if value is not None else None


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The collection of every document; documents that derive from one another share that of the first."""
    found: dict[str, Kind] = {}
    embedded: set[int] = set()
    for kind in evaluator.kinds.values():
        bases = [match for name in kind.libraries() if (match := _BASE.match(name)) is not None]
        if bases and kind.scope.module.language == "python":
            found.setdefault(kind.klass.name, kind)
            if any(match["embedded"] for match in bases):
                embedded.add(id(kind))
    documents = _Documents(found)
    for kind in found.values():
        if id(kind) not in embedded and not _setting_is(kind, "abstract"):
            yield _table(documents, kind)


def _meta(kind: Kind) -> dict[str, Value]:
    value = kind.attributes.get("meta")
    return next((item.entries for item in options(value) if isinstance(item, Dict)), {}) if value is not None else {}


def _setting_is(kind: Kind, name: str) -> bool:
    return _meta(kind).get(name) == Known(True)


def _levels(kind: Kind) -> list[Kind]:
    """The document and those that it derives from, the nearest first."""
    return [level for level in kind.lineage() if any(_BASE.match(name) for name in level.libraries())]


def _collection(kind: Kind) -> str:
    """``collection`` of its own or of the first document it derives from, else made of that one's name."""
    levels = [level for level in _levels(kind) if not _setting_is(level, "abstract")] or [kind]
    for level in levels:
        name = text_of(_meta(level).get("collection"))
        if name:
            return name
    return re.sub(r"([A-Z])", r"_\1", levels[-1].klass.name).strip("_").lower()


def _table(documents: _Documents, kind: Kind) -> Table:
    place = place_of_class(kind)
    table = Table(_collection(kind), place, "mongoengine", kind.klass.name, "collection", "mongodb")
    for level in reversed(list(kind.lineage())):
        _members(documents, table, level, kind, "", 0)
    for index in table.indexes:  # unique_with may name fields that come later
        index.columns = tuple(_stored(table, name) for name in index.columns)
    if not table.key:
        table.columns = {"_id": Column("_id", place, "id", "ObjectId", "id", False, primary=True), **table.columns}
        table.add_index(["_id"], place, unique=True, primary=True)
    for level in kind.lineage():
        for item in items_of(_meta(level).get("indexes")):
            _index(table, item, Place(level.scope.module.path, level.klass.line))
    return table


def _members(documents: _Documents, table: Table, level: Kind, own: Kind, prefix: str, depth: int) -> None:
    """The fields of a class; those of an embedded one as ``address.city``."""
    for name, held in level.klass.fields.items():
        value = level.attributes.get(name)
        call, field = made_by(value), short_name(value)
        if call is not None and _FIELD.match(field):
            _field(documents, table, call, field, name, own, prefix, place_in(level.scope.module, held.node), depth)


def _field(
    documents: _Documents, table: Table, call: Call, field: str, name: str, own: Kind, prefix: str, place: Place,
    depth: int,
) -> None:  # fmt: skip
    primary = bool(flag(call, "primary_key")) and not prefix
    stored = "_id" if primary else prefix + (text_of(call.named.get("db_field")) or name)
    column = Column(stored, place, _TYPES.get(field, ""), field, prefix + name, not flag(call, "required"))
    default = written(call, "default")
    column.default = default if default not in {None, "None"} else None
    column.length = number(call.named.get("max_length"))
    column.values = tuple(text for item in items_of(call.named.get("choices")) if (text := text_of(_first(item))))
    if primary:
        column.primary, column.nullable = True, False
        table.add_index(["_id"], place, unique=True, primary=True)
    table.columns[stored] = column
    # Within a list the first argument is the field of its items.
    inner = made_by(call.arg(0, "field")) if field in _LISTS else None
    many = field in _LISTS or field == "EmbeddedDocumentListField"
    told, kind = (inner, short_name(call.arg(0, "field"))) if inner is not None else (call, field)
    unique_with = tuple(text for item in items_of(call.named.get("unique_with")) if (text := text_of(item)))
    if (flag(call, "unique") or unique_with) and not primary:
        where = "…" if flag(call, "sparse") else ""
        table.add_index([stored, *unique_with], place, unique=True, where=where)
    if told is None:
        return
    target = documents.named(told.arg(0, "document_type"), own)
    given = text_of(told.arg(0, "document_type")) or (target.klass.name if target is not None else "")
    if kind in _REFERENCES:
        path = prefix + name
        table.relations[path] = Relation(
            path, given if given != "self" else own.klass.name, place, many, "lazy", (stored,)
        )
        if not many and target is not None:
            column.references = Reference(_collection(target), "_id", _rule(told))
    elif kind in _EMBEDDED and target is not None and depth < _MAX_NESTED:
        for level in reversed(list(target.lineage())):
            _members(documents, table, level, target, f"{stored}.", depth + 1)


def _first(value: Value) -> Value:
    """The stored part of a choice: ``("a", "Label")``."""
    return value.items[0] if isinstance(value, Items) and value.items else value


def _rule(call: Call) -> str:
    text = (written(call, "reverse_delete_rule") or "").rpartition(".")[2]
    return (
        {"NULLIFY": "SET NULL", "DENY": "RESTRICT", "DO_NOTHING": "NO ACTION"}.get(text, text) if text in _RULES else ""
    )


def _stored(table: Table, name: str) -> str:
    """The path in the database for one that the program names: ``author__name``, ``pk``."""
    name = name.replace("__", ".")
    if name in {"pk", "id"}:
        return "_id"
    column = table.column(name)
    return column.name if column is not None else name


def _index(table: Table, value: Value, place: Place) -> None:
    """``"-created"``, ``("a", "-b")`` or ``{"fields": […], "unique": True}``."""
    held = next((item for item in options(value) if isinstance(item, Dict)), None)
    entries = held.entries if held is not None else {}
    fields = [text_of(item) or "(…)" for item in items_of(entries.get("fields") if held is not None else value)]
    methods = {"$": "text", "#": "hashed", "*": "2dsphere", "(": "2dsphere"}
    method = next((methods[item[0]] for item in fields if item[:1] in methods and item != "(…)"), "")
    columns = [_stored(table, item.lstrip("+-$#*")) if item != "(…)" else item for item in fields]
    partial = entries.get("sparse") == Known(True) or "partialFilterExpression" in entries
    table.add_index(columns, held.place if held is not None and held.place else place,
                    entries.get("unique") == Known(True), name=text_of(entries.get("name")) or "",
                    where="…" if partial else "", method=method)  # fmt: skip
