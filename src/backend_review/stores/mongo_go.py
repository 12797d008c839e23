"""The official MongoDB driver for Go. https://pkg.go.dev/go.mongodb.org/mongo-driver/mongo"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import Query, Use, bound_of, calls_back, does, limited, makes, name_of, table
from backend_review.model.values import Thing, Unknown, Value, options

L, D, C, OBJECT = "mongo.Client", "mongo.Database", "mongo.Collection", "mongo.FindOptions"
_BASES = ("go.mongodb.org/mongo-driver/mongo", "go.mongodb.org/mongo-driver/v2/mongo")
TYPES = {
    **{f"{base}.{name}": type for base in _BASES
       for name, type in (("Client", L), ("Connect", L), ("NewClient", L), ("Database", D), ("Collection", C))},
    **{f"{base}/options.FindOptions": OBJECT for base in _BASES},
}  # fmt: skip


def _find(use: Use) -> Value:
    bound = None
    for value in use.args[2:]:
        for item in options(value):
            if isinstance(item, Thing) and isinstance(item.model, Query):
                bound = item.model.bound
            elif isinstance(item, Thing) and "Limit" in item.attributes:  # FindOptions{Limit: &limit}
                bound = bound_of(item.attributes.get("Limit"))
    use.emit("read_many", use.what(), bound)
    return Unknown()


def _aggregate(use: Use) -> Value:
    text = use.walk.module.text(use.expr.node)
    if "$" in text:
        use.emit("read_many", use.what(), "parameter" if "$limit" in text else None)
    else:
        use.walk.unsure("pipeline not known")
    return Unknown()


def _set_limit(use: Use) -> Value:
    made = limited()(use)
    if isinstance(use.receiver, Thing) and isinstance(made, Thing):
        use.receiver.model = made.model  # the options object itself is changed
        return use.receiver
    return made or Unknown()


RULES: dict[str, Rule] = {
    **{f"{base}.{name}": makes(L, "connect") for base in _BASES for name in ("Connect", "NewClient")},
    **{f"{base}/options.Find": (lambda use: use.make(OBJECT, Query())) for base in _BASES},
    f"{OBJECT}.SetLimit": _set_limit,
    **table(OBJECT, "SetSort SetSkip SetProjection SetBatchSize", lambda use: use.receiver),
    f"{L}.Database": makes(D),
    f"{L}.StartSession": makes("mongo.Session"),
    **table("mongo.Session", "StartTransaction", does("transaction", what="transaction")),
    "mongo.Session.WithTransaction": calls_back("transaction", "mongo.Session", "transaction"),
    f"{D}.Collection": lambda use: use.make(C, name_of(use.arg(0))),
    f"{C}.Find": _find,
    f"{C}.Aggregate": _aggregate,
    f"{C}.Distinct": does("read_many"),
    **table(C, "FindOne CountDocuments EstimatedDocumentCount", does("read_one")),
    **table(C, "InsertOne InsertMany UpdateOne UpdateMany UpdateByID ReplaceOne BulkWrite FindOneAndUpdate FindOneAndReplace",
            does("write")),
    **table(C, "DeleteOne DeleteMany FindOneAndDelete Drop", does("delete")),
}  # fmt: skip
LOOKUPS = {f"{C}.FindOne": Form("error", into=-1)}
__all__ = ["bound_of"]
