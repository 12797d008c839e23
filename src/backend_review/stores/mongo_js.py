"""Mongoose and the mongodb driver for Node.js. https://mongoosejs.com/docs/api/query.html"""

from __future__ import annotations

import re
from dataclasses import replace

from backend_review.model.entities import (
    Entities,
    Entity,
    EntityField,
    decorator,
    entry,
    is_false,
    levels,
    of_table,
    place_of,
)
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form, tested
from backend_review.model.queries import element
from backend_review.model.relations import load
from backend_review.model.uses import (
    COUNTS,
    Query,
    Row,
    Use,
    bound_of,
    calls_back,
    carried,
    chain,
    does,
    is_one,
    makes,
    name_of,
    starts,
    table,
)
from backend_review.model.values import Callee, Items, Kind, Known, Table, Thing, Unknown, Value, options, text_of
from backend_review.stores._mongoose_tables import HANDLERS, tables

M, Q, D, C, K = "mongoose.Model", "mongoose.Query", "mongodb.Db", "mongodb.Collection", "mongodb.Cursor"
OBJECT = f"{M}.object"
ATTRIBUTES = {"mongoose.Schema.statics": "{}", "mongoose.Schema.methods": "{}"}
TYPES = {
    "mongoose.Schema": "mongoose.Schema",
    "mongoose.model": M, "mongoose.Model": M, "mongoose.models": M, "mongodb.MongoClient": "mongodb.MongoClient",
    "mongodb.Db": D, "mongodb.Collection": C, "@nestjs/mongoose.Model": M, "mongoose.PaginateModel": M,
    "mongoose.HydratedDocument": OBJECT, "mongoose.Document": OBJECT,
}  # fmt: skip
CLASSES = {"mongoose.Model": M, "@@nestjs/mongoose.Schema": "mongoose.Class"}
MUTABLE = {Q, K}
LIBRARIES = ("mongoose", "mongodb", "@nestjs/mongoose")
NAMES: dict[str, str] = {}


def _model(use: Use) -> Value:
    made = use.make(M, name_of(use.arg(0)))
    schema = use.arg(1)
    for item in options(schema) if schema is not None else ():
        if isinstance(item, Thing):
            made.attributes["=schema"] = item
            statics = item.attributes.get("statics")
            if isinstance(statics, Table):
                made.attributes.update(statics.entries)
    return made


def _find(use: Use) -> Value:
    limit = use.option("limit", 2) or use.option("limit", 1)
    use.settle()
    return use.make(Q, Query(use.what(), bound_of(limit), row=_chosen(use, 1)), pending=True)


def _asked(use: Use) -> Value:
    """``query.find({ … })`` adds conditions; ``rows.find(row => …)`` takes one of the rows."""
    if any(isinstance(item, Callee) for value in use.args for item in options(value)):
        return element(use.receiver) if use.receiver is not None else Unknown()
    return carried(use, use.query)


def _limit(use: Use) -> Value:
    """``limit(0)`` is no limit: a size that is 0 when the client sends none bounds nothing."""
    value = use.arg(0)
    takes_all = any(item == Known(0) for item in options(value)) if value is not None else False
    one = use.query.one or is_one(value)
    return carried(use, replace(use.query, bound=None if takes_all else bound_of(value), one=one))


def _schema(use: Use) -> Value:
    made = use.make("mongoose.Schema")
    made.attributes |= {"=fields": use.arg(0) or Unknown(), "=options": use.arg(1) or Unknown()}
    return made


def _schema_of_class(use: Use) -> Value:
    """NestJS: ``SchemaFactory.createForClass(User)``."""
    made = use.make("mongoose.Schema")
    made.attributes["=class"] = use.arg(0) or Unknown()
    return made


def _told(use: Use) -> Value:
    """``schema.set("toJSON", …)``, ``schema.plugin(…)``."""
    if isinstance(use.receiver, Thing):
        given = use.expr.args[0] if use.expr.args else None
        name = text_of(use.arg(0)) or (use.walk.module.text(given.node) if given is not None else "")
        holder = use.receiver.attributes.setdefault(f"={use.method}", Table())
        if isinstance(holder, Table):
            holder.entries[name] = use.arg(1) or Unknown()
    return use.receiver or Unknown()


def _chosen(use: Use, index: int) -> Row | None:
    """What a projection leaves of the rows: ``"-password"``, ``"name email"``, ``{ password: 0 }``."""
    row, given = use.row(), use.arg(index)
    if row is None or given is None or given == Known(None):
        return row
    for item in options(given):
        text = text_of(item)
        words = text.split() if text is not None else []
        if isinstance(item, Table):
            words = [f"-{k}" if v in (Known(0), Known(False)) else k for k, v in item.entries.items() if k != "_id"]
        if isinstance(item, Items):
            words = [word for inner in item.items if (word := text_of(inner)) is not None]
        if not words:
            return None
        left = tuple(word[1:] for word in words if word.startswith("-"))
        also = tuple(word[1:] for word in words if word.startswith("+"))
        only = tuple(word for word in words if word[:1] not in "-+")
        row = replace(row, without=(*row.without, *left), also=(*row.also, *also), only=only or row.only)
    return row


def _select(use: Use) -> Value:
    return carried(use, replace(use.query, row=_chosen(use, 0)))


def _plain(use: Use) -> Value:
    """``lean()``, ``toObject()``: without what the schema says of JSON."""
    row = use.row()
    if isinstance(use.receiver, Thing) and isinstance(use.receiver.model, Query) and use.method == "lean":
        return carried(use, replace(use.query, row=replace(row, plain=True) if row is not None else None))
    plain = row is not None and use.method == "toObject"
    made = use.rows(Query(one=True, row=replace(row, plain=True) if plain and row is not None else row))
    if isinstance(made, Thing) and isinstance(use.receiver, Thing):
        made.attributes |= use.receiver.attributes
        made.lookup, made.origins = use.receiver.lookup, use.receiver.origins
    return made


def _same(use: Use) -> Value:
    """What is said of a query that stands for its row already: ``findOneAndUpdate(…).exec()``."""
    if use.method == "orFail":
        tested(use.receiver)
    return use.receiver or Unknown()


def _one(use: Use) -> Value:
    use.settle()
    row = _chosen(use, 1) if use.method not in COUNTS else None
    return use.make(Q, Query(use.what(), one=True, row=row), pending=True)


def _aggregate(use: Use) -> Value:
    text = use.walk.module.text(use.expr.node)
    first = use.expr.args[0] if use.expr.args else None
    if first is not None and first.kind == "name" and use.walk.function is not None:
        # The stages are put together before: const stages = [{ $match }, …]; stages.push({ $limit: 10 })
        text = use.walk.module.text(use.walk.function.node) if isinstance(use.arg(0), Items) else text
    made = use.make(Q, Query(use.what(), "parameter" if "$limit" in text else None, row=None), pending=True)
    if "$" not in text and not isinstance(use.arg(0), Items):
        use.walk.pending.pop(id(made), None)
        use.walk.unsure("pipeline not known")
    return made


def _counted(use: Use) -> Value:
    use.settle()
    return use.make(Q, replace(use.query, one=True), pending=True)


def _or_fail(use: Use) -> Value:
    tested(use.receiver)
    return chain()(use) or Unknown()


def _new(use: Use) -> Value:
    return use.make(OBJECT, use.row() or use.what())


def _populated(use: Use) -> Value | None:
    """``order.populate("customer")``: what a document refers to is asked for."""
    path = use.arg(0)
    name = text_of(path) or text_of(entry(path, "path")) or ""
    if name and use.what():
        load(use.walk, f"{use.what()}.{name}", "mongoose.populate", use.expr)
    return use.receiver


def _unselected(value: Value) -> bool:
    """``{ type: String, select: false }``; ``private`` is what plugins that write the JSON go by."""
    return is_false(entry(value, "select")) or entry(value, "private") == Known(True)


def _entity(entities: Entities, value: Value) -> Entity | None:
    """The paths of a model's schema."""
    schema = value.attributes.get("=schema") if isinstance(value, Thing) else None
    if not isinstance(schema, Thing) or not isinstance(value, Thing):
        return None
    name = value.model if isinstance(value.model, str) else ""
    klass = schema.attributes.get("=class")
    if isinstance(klass, Kind):
        made = _of_class(entities, klass)
    else:
        told = schema.attributes.get("=fields")
        place = next((item.place for item in options(told) if isinstance(item, Table)), None) if told else None
        if place is None:
            return None
        made = Entity(name, "mongoose", place, of_table(told, place, _unselected))
    if made is not None:
        made.shapes_itself = made.shapes_itself or _shapes(schema)
    return made


def _shapes(schema: Thing) -> bool:
    """Whether a schema, or a plugin of it, says how its documents become JSON."""
    given = [entry(schema.attributes.get("=options"), "toJSON"), entry(schema.attributes.get("=set"), "toJSON")]
    given += [entry(schema.attributes.get(name), "toJSON") for name in ("methods", "=method")]
    if any(entry(item, "transform") is not None or isinstance(item, Callee) for item in given if item is not None):
        return True
    plugins = schema.attributes.get("=plugin")
    return isinstance(plugins, Table) and any(_PRIVATE.search(name) for name in plugins.entries)


_PRIVATE = re.compile(r"(?i)tojson|private|hidden|hide|omit|passport|strip|clean|transform")


def _of_class(entities: Entities, value: Value) -> Entity | None:
    """NestJS: a class with ``@Schema()`` and ``@Prop()``."""
    if not isinstance(value, Kind):
        return None
    made = Entity(value.klass.name, "mongoose", place_of(value.klass))
    head = " ".join(value.klass.module.text(expr.node) for expr in value.klass.decorators)
    made.shapes_itself = "toJSON" in head or "toJSON" in value.klass.methods
    transforms = entities.mention(
        r"ClassSerializerInterceptor|instanceToPlain|classToPlain|plainToInstance|plainToClass"
    )
    for level in levels(value):
        for name, item in level.fields.items():
            prop = decorator(item, "Prop", "prop")
            if prop is not None:
                hidden = re.search(r"select:\s*false", level.module.text(prop.node)) is not None
                hidden = hidden or (transforms and decorator(item, "Exclude") is not None)
                made.fields[name] = EntityField(name, item.type, place_of(level, item), hidden)
    return made


ENTITIES = {M: _entity, "mongoose.Class": _of_class}
_STEPS = (
    "where sort skip populate exec equals gt gte lt lte in nin or and nor regex ne exists batchSize collation "
    "session setOptions then catch project toArray allowDiskUse cursor match group unwind lookup distinct hint "
    "maxTimeMS read addFields stream"
)
_WRITES = (
    "create insertMany updateOne updateMany findByIdAndUpdate findOneAndUpdate replaceOne bulkWrite insertOne "
    "findOneAndReplace bulkSave update"
)
_DELETES = "deleteOne deleteMany findByIdAndDelete findByIdAndRemove findOneAndDelete findOneAndRemove remove drop"


def _connected(use: Use) -> Value:
    """``MongoClient.connect(url)`` makes a client; ``client.connect()`` only opens one that is there."""
    if not isinstance(use.receiver, Thing):
        use.emit("connect", "mongodb.MongoClient.connect")
    return use.make("mongodb.MongoClient")


RULES: dict[str, Rule] = {
    "mongoose.model": _model,
    "mongoose.default.model": _model,
    "mongoose.connect": makes("mongoose.Connection", "connect"),
    "mongoose.createConnection": makes("mongoose.Connection", "connect"),
    "mongoose.Connection.model": _model,
    "mongoose.startSession": makes("mongoose.ClientSession"),
    **table("mongoose.ClientSession", "startTransaction", does("transaction", what="transaction")),
    "mongoose.ClientSession.withTransaction": calls_back("transaction", "mongoose.ClientSession", "transaction"),
    f"{M}.find": _find,
    f"{M}.__call__": _new,
    f"{M}.aggregate": _aggregate,
    **table(M, "findOne findById exists countDocuments estimatedDocumentCount count", _one),
    f"{M}.distinct": starts(Q),
    f"{M}.where": starts(Q),
    f"{M}.paginate": lambda use: use.emit("read_many", use.what(), "parameter"),
    **table(M, _WRITES, does("write", type=OBJECT)),
    **table(M, _DELETES, does("delete", type=OBJECT)),
    **table(Q, _STEPS, chain()),
    f"{Q}.find": _asked,
    f"{Q}.orFail": _or_fail,
    f"{Q}.select": _select,
    **{f"{type}.{name}": _plain for type in (Q, OBJECT, "mongoose.Class.object") for name in ("lean", "toObject", "toJSON")},
    **dict.fromkeys(("mongoose.Schema", "mongoose.default.Schema"), _schema),
    "@nestjs/mongoose.SchemaFactory.createForClass": _schema_of_class,
    **table("mongoose.Schema", "set plugin method", _told),
    f"{Q}.limit": _limit,
    **table(Q, "countDocuments count findOne", _counted),
    **table(Q, _DELETES, does("delete")),
    **table(Q, _WRITES, does("write")),
    **{f"{type}.populate": _populated for type in (OBJECT, "mongoose.Class.object")},
    f"{OBJECT}.save": does("write"),
    **table(OBJECT, "exec select sort session setOptions collation orFail", _same),
    **table(OBJECT, "deleteOne remove delete updateOne", does("delete")),
    # The driver
    "mongodb.MongoClient": makes("mongodb.MongoClient", "connect"),
    "mongodb.MongoClient.connect": _connected,
    "mongodb.MongoClient.db": makes(D),
    f"{D}.collection": lambda use: use.make(C, name_of(use.arg(0))),
    f"{C}.find": lambda use: use.make(K, Query(use.what(), bound_of(use.option("limit", 1))), pending=True),
    f"{C}.aggregate": _aggregate,
    **table(C, "findOne countDocuments estimatedDocumentCount", does("read_one")),
    **table(C, _WRITES, does("write")),
    **table(C, _DELETES, does("delete")),
    **table(K, _STEPS, chain()),
    f"{K}.limit": _limit,
    **table(K, "count next", _counted),
}  # fmt: skip
LOOKUPS = {
    **table(M, "findOne findById findByIdAndUpdate findOneAndUpdate findByIdAndDelete findByIdAndRemove findOneAndDelete "
               "findOneAndRemove findOneAndReplace", Form("null", OBJECT)),
    f"{C}.findOne": Form(),
}  # fmt: skip
__all__ = ["HANDLERS", "Thing", "Unknown", "tables"]
