"""The collections that Beanie's documents declare. https://beanie-odm.dev/tutorial/defining-a-document/, …/indexes/"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.index.program import Field
from backend_review.model.evaluator import Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Relation, Table
from backend_review.model.values import Items, Kind, Value, items_of, options, text_of
from backend_review.stores._declarations import flag, made_by, place_in, place_of_class, short_name, written

_DOCUMENTS = re.compile(r"^beanie\.(?:.*\.)?(?:Document|DocumentWithSoftDelete|UnionDoc)$")
_INDEXED = re.compile(r"\bIndexed\s*\(")
_LINK = re.compile(r"\b(?P<back>Back)?Link\s*\[\s*[\"']?(?P<model>\w+)")
_MANY = re.compile(r"^\s*(?:Optional\s*\[\s*)?(?:typing\.)?(?:[Ll]ist|[Ss]et|Sequence|tuple|Tuple)\s*\[")
_OPTIONAL = re.compile(r"\bOptional\s*\[|\|\s*None\b|\bNone\s*\|")
_WORD = re.compile(r"(?:Optional|Annotated|Union|Indexed|[Ll]ist)\s*[\[(]\s*|[\w.]*\.")
_STARTS = "init_beanie"
_TYPES = {
    **dict.fromkeys(("str", "EmailStr", "HttpUrl", "AnyUrl", "SecretStr", "constr", "NameEmail"), "text"),
    **dict.fromkeys(("int", "conint", "PositiveInt", "NonNegativeInt"), "bigint"),
    **dict.fromkeys(("float", "confloat"), "float"), "Decimal": "decimal", "bool": "boolean", "date": "date",
    "datetime": "timestamptz", "timedelta": "interval", "UUID": "uuid", "UUID4": "uuid", "bytes": "bytes",
    **dict.fromkeys(("dict", "Dict", "Mapping"), "object"),
    **dict.fromkeys(("PydanticObjectId", "ObjectId", "PyObjectId", "BeanieObjectId"), "id"), "Any": "json",
}  # fmt: skip


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The collection of every document that ``init_beanie`` is given; where that is not known, of all that look it."""
    kinds = [kind for kind in evaluator.kinds.values() if any(_DOCUMENTS.match(name) for name in kind.libraries())]
    names = {kind.klass.name: _collection(kind) for kind in kinds}
    given = _initialized(evaluator) if kinds else set()
    parents = {id(base.klass) for kind in kinds for base in list(kind.lineage())[1:] if not _is_root(base)}
    for kind in kinds:
        # A base without settings of its own that others derive from is no collection.
        if kind.klass.name in given if given else id(kind.klass) not in parents or _settings(kind) is not None:
            yield _table(kind, names)


def _initialized(evaluator: Evaluator) -> set[str]:
    """The names of the documents that ``init_beanie(document_models=[…])`` is given; none where one is not known."""
    found: set[str] = set()
    for module in list(evaluator.project.modules()):
        scope = evaluator.scope_of(module.path) if module.language == "python" and _STARTS in module.file.text else None
        for call in module.calls_in(module.tree.root_node) if scope is not None else ():
            listed = (
                call.named.get("document_models") if call.target is not None and call.target.name == _STARTS else None
            )
            value = evaluator.evaluate(listed, scope) if listed is not None and scope is not None else None
            for item in items_of(value):
                name = item.klass.name if isinstance(item, Kind) else (text_of(item) or "").rpartition(".")[2]
                if not name:
                    return set()
                found.add(name)
    return found


def _settings(kind: Kind) -> Kind | None:
    """``class Settings``, which was called ``Collection``."""
    for name in ("Settings", "Collection"):
        value = kind.attributes.get(name)
        found = next((item for item in options(value) if isinstance(item, Kind)), None) if value is not None else None
        if found is not None:
            return found
    return None


def _is_root(kind: Kind) -> bool:
    own = _settings(kind)
    return own is not None and "is_root" in own.attributes


def _collection(kind: Kind) -> str:
    root = next((level for level in kind.lineage() if _is_root(level)), kind)
    own = _settings(root)
    return (text_of(own.attributes.get("name")) if own is not None else None) or root.klass.name


def _table(kind: Kind, names: dict[str, str]) -> Table:
    place = place_of_class(kind)
    table = Table(names[kind.klass.name], place, "beanie", kind.klass.name, "collection", "mongodb")
    table.columns["_id"] = Column("_id", place, "id", "PydanticObjectId", "id", False, primary=True)
    table.add_index(["_id"], place, unique=True, primary=True)
    for level in reversed(list(kind.lineage())):
        for name, held in level.klass.fields.items():
            if held.type and not held.type.startswith("ClassVar") and not name.startswith("_") and name not in (
                "Settings", "Collection", "model_config"):  # fmt: skip
                _member(table, level, name, held, names)
    for level in kind.lineage():
        own = _settings(level)
        if own is not None:
            for item in items_of(own.attributes.get("indexes")):
                _index(table, own, item)
    return table


def _member(table: Table, level: Kind, name: str, held: Field, names: dict[str, str]) -> None:
    place = place_in(level.scope.module, held.node)
    made = made_by(level.attributes.get(name))
    options_of = made if made is not None and short_name(level.attributes.get(name)) == "Field" else None
    stored = (text_of(options_of.named.get("alias")) if options_of is not None else None) or name
    if name == "id":
        table.columns["_id"].written, table.columns["_id"].place = held.type, place
        return
    column = Column(stored, place, _type_of(held.type), held.type, name, _OPTIONAL.search(held.type) is not None)
    if held.value is not None:
        text = level.scope.module.text(held.value.node)
        given = text if options_of is None else written(options_of, "default") or written(options_of, "default_factory")
        column.default = None if given in {None, "None", "..."} else given
    table.columns[stored] = column
    if _INDEXED.search(held.type):
        unique = re.search(r"\bunique\s*=\s*True\b", held.type) is not None
        where = "…" if "partialFilterExpression" in held.type or re.search(r"\bsparse\s*=\s*True", held.type) else ""
        table.add_index([stored], place, unique, where=where)
    link = _LINK.search(held.type)
    if link is not None:
        many = _MANY.match(held.type) is not None
        target = link["model"]
        table.relations[name] = Relation(name, target, place, many, "explicit", () if link["back"] else (stored,))
        if link["back"]:
            del table.columns[stored]
        elif not many:
            column.references = Reference(names.get(target, target), "_id")
            column.type = "object"  # a reference of MongoDB's with the collection's name


def _type_of(annotation: str) -> str:
    if _MANY.match(annotation):
        return "array"
    text = re.sub(r"\s*\|\s*None\b|\bNone\s*\|\s*", "", annotation).strip("\"'")
    word = re.match(r"\w+", _WORD.sub("", text).strip("\"' "))
    return _TYPES.get(word.group(), "") if word is not None else ""


def _index(table: Table, own: Kind, value: Value) -> None:
    """``"name"``, ``[("a", 1), ("b", -1)]`` or ``IndexModel([…], unique=True)``."""
    call = made_by(value)
    place = call.place if call is not None else Place(own.scope.module.path, own.klass.line)
    keys = call.arg(0, "keys") if call is not None else value
    columns: list[str] = []
    method = ""
    for item in items_of(keys):
        pair = item.items if isinstance(item, Items) else [item]
        text = text_of(pair[0]) if pair else None
        kind = text_of(pair[1]) if len(pair) > 1 else None
        method = kind if kind in {"text", "2dsphere", "2d", "hashed"} else method
        columns.append(text or "(…)")
    partial = call is not None and ("partialFilterExpression" in call.named or bool(flag(call, "sparse")))
    unique = call is not None and bool(flag(call, "unique"))
    name = (text_of(call.named.get("name")) or "") if call is not None else ""
    held = [column.name if (column := table.column(item)) is not None else item for item in columns]
    table.add_index(held, place, unique, name=name, where="…" if partial else "", method=method or "")
