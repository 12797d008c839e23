"""Mongoose and the mongodb driver for Node.js. https://mongoosejs.com/docs/api/query.html"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.uses import (
    Query,
    Use,
    bound_of,
    calls_back,
    chain,
    does,
    limited,
    makes,
    name_of,
    starts,
    table,
)
from backend_review.model.values import Table, Thing, Unknown, Value, options

M, Q, D, C, K = "mongoose.Model", "mongoose.Query", "mongodb.Db", "mongodb.Collection", "mongodb.Cursor"
OBJECT = f"{M}.object"
ATTRIBUTES = {"mongoose.Schema.statics": "{}", "mongoose.Schema.methods": "{}"}
TYPES = {
    "mongoose.Schema": "mongoose.Schema",
    "mongoose.model": M, "mongoose.Model": M, "mongoose.models": M, "mongodb.MongoClient": "mongodb.MongoClient",
    "mongodb.Db": D, "mongodb.Collection": C, "@nestjs/mongoose.Model": M, "mongoose.PaginateModel": M,
    "mongoose.HydratedDocument": OBJECT, "mongoose.Document": OBJECT,
}  # fmt: skip
CLASSES = {"mongoose.Model": M}
MUTABLE = {Q, K}
LIBRARIES = ("mongoose", "mongodb", "@nestjs/mongoose")
NAMES: dict[str, str] = {}


def _model(use: Use) -> Value:
    made = use.make(M, name_of(use.arg(0)))
    schema = use.arg(1)
    for item in options(schema) if schema is not None else ():
        if isinstance(item, Thing):
            statics = item.attributes.get("statics")
            if isinstance(statics, Table):
                made.attributes.update(statics.entries)
    return made


def _find(use: Use) -> Value:
    limit = use.option("limit", 2) or use.option("limit", 1)
    use.settle()
    return use.make(Q, Query(use.what(), bound_of(limit)), pending=True)


def _one(use: Use) -> Value:
    use.settle()
    return use.make(Q, Query(use.what(), one=True), pending=True)


def _aggregate(use: Use) -> Value:
    text = use.walk.module.text(use.expr.node)
    made = use.make(Q, Query(use.what(), "parameter" if "$limit" in text else None), pending=True)
    if "$" not in text:
        use.walk.pending.pop(id(made), None)
        use.walk.unsure("pipeline not known")
    return made


def _counted(use: Use) -> Value:
    use.settle()
    return use.make(Q, replace(use.query, one=True), pending=True)


def _new(use: Use) -> Value:
    return use.make(OBJECT, use.what())


_STEPS = (
    "where sort skip select populate lean exec equals gt gte lt lte in nin or and nor regex ne exists batchSize collation "
    "session setOptions then catch map project toArray allowDiskUse cursor match group unwind lookup orFail distinct hint "
    "maxTimeMS read addFields stream"
)
_WRITES = (
    "create insertMany updateOne updateMany findByIdAndUpdate findOneAndUpdate replaceOne bulkWrite insertOne "
    "findOneAndReplace bulkSave update"
)
_DELETES = "deleteOne deleteMany findByIdAndDelete findByIdAndRemove findOneAndDelete findOneAndRemove remove drop"
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
    f"{Q}.limit": limited(),
    **table(Q, "countDocuments count findOne", _counted),
    **table(Q, _DELETES, does("delete")),
    **table(Q, _WRITES, does("write")),
    f"{OBJECT}.save": does("write"),
    **table(OBJECT, "deleteOne remove delete updateOne", does("delete")),
    # The driver
    "mongodb.MongoClient": makes("mongodb.MongoClient", "connect"),
    "mongodb.MongoClient.connect": makes("mongodb.MongoClient"),
    "mongodb.MongoClient.db": makes(D),
    f"{D}.collection": lambda use: use.make(C, name_of(use.arg(0))),
    f"{C}.find": lambda use: use.make(K, Query(use.what(), bound_of(use.option("limit", 1))), pending=True),
    f"{C}.aggregate": _aggregate,
    **table(C, "findOne countDocuments estimatedDocumentCount", does("read_one")),
    **table(C, _WRITES, does("write")),
    **table(C, _DELETES, does("delete")),
    **table(K, _STEPS, chain()),
    f"{K}.limit": limited(),
    **table(K, "count next", _counted),
}  # fmt: skip
__all__ = ["Thing", "Unknown"]
