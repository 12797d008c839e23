"""The collections that Mongoose schemas declare, NestJS' and Typegoose's classes included.

https://mongoosejs.com/docs/guide.html, https://docs.nestjs.com/techniques/mongodb
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Relation, Table
from backend_review.model.values import Items, Kind, Known, Library, Thing, Unknown, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import place_in
from backend_review.stores._marks import entry_places, is_true, marks_of, returned, settings, word
from backend_review.stores._notes import Noted, noted, noting
from backend_review.stores._plurals import collection_of

_STORE = "mongoose"
_LIBRARY = re.compile(r"^(@nestjs/mongoose|@typegoose/typegoose)\b")
_SCHEMA = "mongoose.Schema()"
_MAX_NESTED = 8
_TYPES = {
    **dict.fromkeys(("String", "string"), "text"), "Date": "timestamptz",
    **dict.fromkeys(("Boolean", "Bool", "boolean"), "boolean"),
    **dict.fromkeys(("ObjectId", "ObjectID", "Oid"), "id"),
    **dict.fromkeys(("Mixed", "Object"), "json"), **dict.fromkeys(("Buffer",), "bytes"), "Decimal128": "decimal",
    "UUID": "uuid", **dict.fromkeys(("BigInt", "Long"), "bigint"), "Int32": "integer", "Double": "float", "Map": "object",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Schema:
    """A schema while it is read: its fields and those of ``add``, what was told to it afterwards, and its options."""

    thing: Thing
    call: Call | None
    klass: Kind | None = None
    fields: list[Value] = field(default_factory=list)
    indexes: list[Call] = field(default_factory=list)
    options: dict[str, Value] = field(default_factory=dict)
    virtuals: list[Call] = field(default_factory=list)


def _factory(call: Call) -> Value:
    made = call.thing(_SCHEMA)
    call.evaluator.found.append(Noted(_STORE, call, made))
    return made


_MODELS = ("mongoose.model", "mongoose.default.model", "mongoose.createConnection().model", "mongoose.Connection().model",
           "mongoose.connection.model", "mongoose.default.connection.model", "mongoose.connection.useDb().model")  # fmt: skip
_SCHEMAS = ("mongoose.Schema", "mongoose.default.Schema", "@nestjs/mongoose.SchemaFactory.createForClass",
            "@typegoose/typegoose.buildSchema", "mongoose.Mongoose().Schema")  # fmt: skip
HANDLERS = {
    **dict.fromkeys(_SCHEMAS, _factory),
    **{f"{_SCHEMA}.{name}": noting(_STORE, chained=True) for name in ("index", "add", "set")},
    f"{_SCHEMA}.virtual": noting(_STORE),
    **dict.fromkeys(_MODELS, noting(_STORE, name="modelName")),
    "@nestjs/mongoose.MongooseModule.forFeature": noting(_STORE),
    "@typegoose/typegoose.getModelForClass": noting(_STORE),
}


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The collection of every model."""
    schemas: dict[int, Schema] = {}
    models: dict[str, tuple[str, Schema, Place]] = {}
    for item in noted(evaluator, _STORE):
        call = item.call
        verb = call.name.rpartition(".")[2]
        if call.name in _SCHEMAS and isinstance(item.made, Thing):
            schemas[id(item.made)] = _schema(item.made, call)
        elif call.receiver is not None and id(call.receiver) in schemas:
            _told(schemas[id(call.receiver)], call, verb)
        elif verb == "model":
            _named_model(models, call, schemas)
        elif verb == "forFeature":
            for entry in items_of(call.arg(0)):
                if isinstance(entry, Dict):
                    _model(models, text_of(entry.entries.get("name")) or "", entry.entries.get("schema"),
                           text_of(entry.entries.get("collection")) or "", schemas, call.place)  # fmt: skip
        elif verb == "getModelForClass":
            klass = next((value for value in call.args if isinstance(value, Kind)), None)
            if klass is not None:
                models.setdefault(klass.klass.name, ("", _schema_of_class(klass, call), call.place))
    _loose_models(evaluator, models, schemas)
    reader = _Reader(evaluator, schemas)
    for name, (collection, schema, place) in models.items():
        yield reader.table(name, collection, schema, place)


def _named_model(models: dict[str, tuple[str, Schema, Place]], call: Call, schemas: dict[int, Schema]) -> None:
    _model(models, call.text(0) or "", call.arg(1), text_of(call.arg(2)) or "", schemas, call.place)


def _model(
    models: dict[str, tuple[str, Schema, Place]],
    name: str,
    schema: Value | None,
    collection: str,
    schemas: dict[int, Schema],
    place: Place,
) -> None:
    for item in options(schema) if schema is not None else ():
        known = schemas.get(id(item))
        if known is None and isinstance(item, Dict):  # model("User", { name: String })
            known = Schema(Thing(), None, fields=[item])
        if name and "{?}" not in name and known is not None:
            models.setdefault(name, (collection, known, place))


def _loose_models(
    evaluator: Evaluator, models: dict[str, tuple[str, Schema, Place]], schemas: dict[int, Schema]
) -> None:
    """``connection.model("User", schema)`` of a connection that is not known: it has a name and a schema."""
    used = {id(schema) for _, schema, _ in models.values()}
    modules = {schema.call.scope.module.path for schema in schemas.values() if schema.call and id(schema) not in used}
    for path in sorted(modules):
        module, scope = evaluator.project.module(path), evaluator.scope_of(path)
        if module is None or scope is None:
            continue
        for expr in module.calls_in(module.tree.root_node):
            if expr.target is not None and expr.target.name == "model" and len(expr.args) >= 2:
                args = [evaluator.evaluate(item, scope) for item in expr.args[:3]]
                collection = (text_of(args[2]) or "") if len(args) > 2 else ""
                line = int(expr.node.start_point[0]) + 1
                _model(models, text_of(args[0]) or "", args[1], collection, schemas, Place(path, line))


def _schema(thing: Thing, call: Call) -> Schema:
    first = call.arg(0)
    for item in options(first) if first is not None else ():
        if isinstance(item, Kind):
            return _schema_of_class(item, call, thing)
    held = call.arg(1)
    given = next((item for item in options(held) if isinstance(item, Dict)), None) if held is not None else None
    made = Schema(thing, call, fields=[first] if first is not None else [])
    made.options = dict(given.entries) if given is not None else {}
    return made


def _schema_of_class(klass: Kind, call: Call, thing: Thing | None = None) -> Schema:
    made = Schema(thing or Thing(), call, klass)
    for level in reversed(list(klass.lineage())):
        for mark in marks_of(call.evaluator, level.klass.decorators, level.scope, _LIBRARY):
            if word(mark) == "Schema":
                made.options |= settings(mark).entries
            elif word(mark) == "modelOptions":
                inner = settings(mark).entries.get("schemaOptions")
                made.options |= inner.entries if isinstance(inner, Dict) else {}
            elif word(mark) == "index":
                made.indexes.append(mark)
    return made


def _told(schema: Schema, call: Call, verb: str) -> None:
    if verb == "index":
        schema.indexes.append(call)
    elif verb == "virtual":
        schema.virtuals.append(call)
    elif verb == "set":
        schema.options[call.text(0) or ""] = call.arg(1) or Unknown()
    elif verb == "add" and call.args:
        other = schema_in(call.args[0])
        if other is None:
            schema.fields.append(call.args[0])


def schema_in(value: Value | None) -> Thing | None:
    """The schema that a value is."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Thing) and item.type == _SCHEMA:
            return item
    return None


class _Reader:
    """Reads schemas: nested ones are needed by those around them."""

    def __init__(self, evaluator: Evaluator, schemas: dict[int, Schema]) -> None:
        self.evaluator = evaluator
        self.schemas = schemas

    def table(self, name: str, collection: str, schema: Schema, place: Place) -> Table:
        """The collection of a model."""
        collection = collection or text_of(schema.options.get("collection")) or collection_of(name)
        if schema.klass is not None:
            place = Place(schema.klass.scope.module.path, schema.klass.klass.line)
        elif schema.call is not None:
            place = schema.call.place
        table = Table(collection, place, "mongoose", name, "collection", "mongodb")
        if is_true(schema.options.get("_id")) is not False:
            table.columns["_id"] = Column("_id", place, "id", "ObjectId", "_id", False, primary=True)
        table.add_index(["_id"], place, unique=True, primary=True)
        self._fill(table, schema, "", 0)
        places = entry_places(schema.call, 0) if schema.call is not None and schema.klass is None else {}
        for path, column in table.columns.items():
            column.place = places.get(path, column.place)
        self._stamps(table, schema.options.get("timestamps"), place)
        version = schema.options.get("versionKey")
        if is_true(version) is not False:
            key = text_of(version) or "__v"
            table.columns.setdefault(key, Column(key, place, "integer", "Number", key, True))
        for call in schema.virtuals:
            _virtual(table, call)
        return table

    def _stamps(self, table: Table, given: Value | None, place: Place) -> None:
        for item in options(given) if given is not None else ():
            names = {"createdAt": "createdAt", "updatedAt": "updatedAt"}
            if isinstance(item, Dict):
                for key in list(names):
                    told = item.entries.get(key)
                    if is_true(told) is False:
                        del names[key]
                    elif text_of(told):
                        names[key] = text_of(told) or key
            elif not (isinstance(item, Known) and item.value is True):
                continue
            for name in names.values():
                table.columns.setdefault(name, Column(name, place, "timestamptz", "Date", name, True, "now"))

    def _fill(self, table: Table, schema: Schema, prefix: str, depth: int) -> None:
        """The fields of a schema; of one inside another (``prefix``) only its indexes."""
        if schema.klass is not None:
            for level in reversed(list(schema.klass.lineage())):
                self._members(table, level, prefix, depth)
        for value in schema.fields:
            for item in options(value):
                if isinstance(item, Dict):
                    self._fields(table, item, prefix, item.place or table.place, depth)
        for call in schema.indexes:
            _index(table, call, prefix)

    def _members(self, table: Table, level: Kind, prefix: str, depth: int) -> None:
        for name, held in level.klass.fields.items():
            marks = marks_of(self.evaluator, held.decorators, level.scope, _LIBRARY) if held.decorators else []
            mark = next((item for item in marks if word(item) in {"Prop", "prop"}), None)
            if mark is None:
                continue
            place = place_in(level.scope.module, held.node)
            value: Value = mark.args[0] if mark.args else Dict()
            value = next((item for item in options(value) if isinstance(item, (Dict, Items))), value)
            if isinstance(value, Dict) and "type" not in value.entries:
                found = level.scope.find(held.type)
                kind = found.names[held.type] if found is not None else None
                typed: Value = Unknown() if kind is None else self.evaluator.force(kind, found, held.type)
                value = Dict({**value.entries, "type": typed})
            self._field(table, prefix + name, value, place, depth, held.type)

    def _fields(self, table: Table, fields: Dict, prefix: str, place: Place, depth: int) -> None:
        for name, value in fields.entries.items():
            inner = next((item for item in options(value) if isinstance(item, Dict)), None)
            if inner is not None and not _is_typed(inner) and depth < _MAX_NESTED:
                if inner.entries:
                    self._fields(table, inner, f"{prefix}{name}.", place, depth + 1)
                else:
                    self._field(table, prefix + name, value, place, depth)
                continue
            self._field(table, prefix + name, value, place, depth)

    def _field(self, table: Table, name: str, value: Value, place: Place, depth: int, annotation: str = "") -> None:
        """A path with its type and options."""
        held = next((item for item in options(value) if isinstance(item, Dict)), None)
        entries = held.entries if held is not None else {}
        typed = returned(self.evaluator, entries.get("type")) if held is not None else value
        inner = typed if typed is not None else Unknown()
        many = False
        for item in options(inner):
            if isinstance(item, Items):
                many, inner = True, item.items[0] if item.items else Unknown()
                break
        element = next((item for item in options(inner) if isinstance(item, Dict)), None)
        if element is not None and many and _is_typed(element):
            entries = {**element.entries, **entries} if held is not None else element.entries
            typed_inner = returned(self.evaluator, element.entries.get("type"))
            inner = typed_inner if typed_inner is not None else Unknown()
        required = held.entries.get("required") if held is not None else None
        column = Column(name, held.place if held is not None and held.place else place, attribute=name)
        column.nullable = not _required(required)
        if name == "_id":
            column.nullable, column.primary = False, True
        written = _word(inner) or annotation
        column.written = f"[{written}]" if many else written
        sub, klass = self._below(inner)
        column.type = "array" if many else "object" if sub is not None or klass is not None else _TYPES.get(written, "")
        if "default" in entries:
            column.default = text_of(entries["default"]) or "…"
        column.values = tuple(text for item in items_of(entries.get("enum")) if (text := text_of(item)))
        table.columns[name] = column
        if depth == 0 or "." in name:
            self._marks(table, column, entries)
        self._refers(table, column, entries, many)
        self._nested(table, name, inner, sub, klass, depth)

    def _below(self, value: Value) -> tuple[Schema | None, Kind | None]:
        thing = schema_in(value)
        schema = self.schemas.get(id(thing)) if thing is not None else None
        klass = next((item for item in options(value) if isinstance(item, Kind)), None)
        if klass is not None and not any(
            word(mark) in {"Prop", "prop"}
            for level in klass.lineage()
            for held in level.klass.fields.values()
            for mark in marks_of(self.evaluator, held.decorators, level.scope, _LIBRARY)
        ):
            klass = None
        return schema, klass

    def _nested(
        self, table: Table, name: str, inner: Value, sub: Schema | None, klass: Kind | None, depth: int
    ) -> None:
        """The indexes of what is embedded: they are the collection's, over ``items.sku``."""
        if depth >= _MAX_NESTED:
            return
        shadow = Table("", table.place, "mongoose")
        if sub is not None:
            self._fill(shadow, sub, f"{name}.", depth + 1)
        elif klass is not None:
            for level in reversed(list(klass.lineage())):
                self._members(shadow, level, f"{name}.", depth + 1)
        else:
            element = next((item for item in options(inner) if isinstance(item, Dict)), None)
            if element is not None and not _is_typed(element):
                self._fields(shadow, element, f"{name}.", table.place, depth + 1)
        for index in shadow.indexes:
            table.add_index(index.columns, index.place, index.unique, name=index.name, where=index.where,
                            method=index.method)  # fmt: skip
        for relation in shadow.relations.values():
            table.relations.setdefault(relation.name, relation)

    def _marks(self, table: Table, column: Column, entries: dict[str, Value]) -> None:
        """``index``, ``unique``, ``sparse``, ``text`` and ``expires`` of a path."""
        index, unique = entries.get("index"), entries.get("unique")
        held = next((item for item in options(index) if isinstance(item, Dict)), None) if index is not None else None
        kind = text_of(index) or next((name for name in ("text", "2dsphere", "2d") if is_true(entries.get(name))), "")
        on = held is not None or is_true(index) or kind or (isinstance(index, Known) and index.value in {1, -1})
        plain = is_true(unique) or is_true(entries.get("sparse")) or "expires" in entries
        if not (on or plain or isinstance(unique, Dict)) or is_true(index) is False:
            return
        inside = held.entries if held is not None else {}
        only = bool(is_true(unique) or isinstance(unique, Dict) or is_true(inside.get("unique")))
        sparse = "sparse" if is_true(entries.get("sparse")) or is_true(inside.get("sparse")) else ""
        where = "…" if "partialFilterExpression" in inside else sparse
        table.add_index([column.name], column.place, only, where=where, method=kind)

    def _refers(self, table: Table, column: Column, entries: dict[str, Value], many: bool) -> None:
        reference = entries.get("ref") or entries.get("refPath")
        if reference is None:
            return
        value = returned(self.evaluator, reference)
        target = next((item.klass.name for item in options(value) if isinstance(item, Kind)), "") if value else ""
        target = target or text_of(value) or ""
        table.relations[column.name] = Relation(column.name, target, column.place, many, "explicit", (column.name,))


def _required(value: Value | None) -> bool:
    for item in options(value) if value is not None else ():
        if isinstance(item, Items):
            return bool(item.items) and _required(item.items[0])
        if isinstance(item, Known):
            return bool(item.value)
        return True
    return False


def _is_typed(fields: Dict) -> bool:
    """Whether an object describes one path, by its ``type``; otherwise it is a nested document."""
    given = fields.entries.get("type")
    if given is None:
        return False
    inner = next((item for item in options(given) if isinstance(item, Dict)), None)
    return inner is None or "type" not in inner.entries


def _word(value: Value | None) -> str:
    for item in options(value) if value is not None else ():
        if isinstance(item, Library):
            return item.name.rpartition(".")[2]
        if isinstance(item, Kind):
            return item.klass.name
        text = text_of(item)
        if text is not None:
            return text
        if isinstance(item, Unknown) and item.expr is not None and item.expr.kind in {"name", "attr"}:
            return item.expr.name
    return ""


def _index(table: Table, call: Call, prefix: str) -> None:
    """``schema.index({ a: 1, b: -1 }, { unique: true })``."""
    fields = next((item for item in options(call.args[0]) if isinstance(item, Dict)), None) if call.args else None
    if fields is None:
        return
    held = (
        next((item for item in options(call.args[1]) if isinstance(item, Dict)), None) if len(call.args) > 1 else None
    )
    entries = held.entries if held is not None else {}
    sparse = "sparse" if is_true(entries.get("sparse")) else ""
    where = "…" if "partialFilterExpression" in entries else sparse
    method = next((text for value in fields.entries.values() if (text := text_of(value))), "")
    columns = [prefix + name for name in fields.entries]
    table.add_index(columns, call.place, bool(is_true(entries.get("unique"))), where=where, method=method,
                    name=text_of(entries.get("name")) or "")  # fmt: skip


def _virtual(table: Table, call: Call) -> None:
    """``schema.virtual("posts", { ref: "Post", localField: "_id", foreignField: "author" })``."""
    held = settings(call).entries
    target, name = _word(held.get("ref")), call.text(0) or ""
    if target and name:
        many = not is_true(held.get("justOne"))
        other = text_of(held.get("foreignField")) or ""
        table.relations[name] = Relation(name, target, call.place, many, "explicit", (other,) if other else ())
