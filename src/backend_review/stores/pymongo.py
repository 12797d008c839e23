"""PyMongo, Motor and Beanie. https://pymongo.readthedocs.io/ and https://beanie-odm.dev/"""

from __future__ import annotations

import re
from dataclasses import replace

from backend_review.model.entities import Entities, Entity, EntityField, levels, place_of
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import (
    COUNTS,
    Query,
    Use,
    bound_of,
    carried,
    chain,
    does,
    limited,
    makes,
    name_of,
    sends,
    starts,
    table,
)
from backend_review.model.values import Items, Kind, Known, Table, Thing, Unknown, Value, options
from backend_review.stores._beanie_tables import tables

D, C, K, B = "pymongo.Database", "pymongo.Collection", "pymongo.Cursor", "beanie.Query"
_CLIENTS = ("pymongo.MongoClient", "pymongo.AsyncMongoClient", "motor.motor_asyncio.AsyncIOMotorClient",
            "pymongo.mongo_client.MongoClient", "flask_pymongo.PyMongo")  # fmt: skip
TYPES = {
    **dict.fromkeys(_CLIENTS, "pymongo.Client"),
    **dict.fromkeys(("motor.motor_asyncio.AsyncIOMotorDatabase", "pymongo.database.Database"), D),
    **dict.fromkeys(("motor.motor_asyncio.AsyncIOMotorCollection", "pymongo.collection.Collection"), C),
}
ATTRIBUTES = {"pymongo.Client.db": D, "pymongo.Client.*": D, f"{D}.*": C, f"{C}.*": C}
CLASSES = {"beanie.Document": "beanie.Document", "beanie.odm.documents.Document": "beanie.Document"}


def _member(type: str) -> Rule:
    return lambda use: use.make(type, name_of(use.arg(0)))


def _find(use: Use) -> Value:
    bound = bound_of(use.named.get("limit"))
    use.settle()
    return use.make(K, Query(use.what(), bound), pending=True)


def _to_list(use: Use) -> Value:
    bound = bound_of(use.arg(0, "length")) or use.query.bound
    if isinstance(use.arg(0, "length"), Known):
        bound = use.query.bound or bound
    return _done(use, replace(use.query, bound=bound))


def _done(use: Use, query: Query) -> Value:
    use.settle()
    use.walk.emit(query.kind, query.what, query.place or use.place, query.bound if query.kind == "read_many" else None)
    return use.rows(query) if use.method not in COUNTS else Unknown()


def _aggregate(use: Use) -> Value:
    """``aggregate(pipeline)``: bounded where a stage limits it, one row where all is grouped into one or counted."""
    function = use.walk.function
    written = use.walk.module.text(use.expr.node)
    stages = _stages(use.arg(0, "pipeline"))
    is_kept = stages is not None and use.expr.args and use.expr.args[0].kind == "name" and function is not None
    if is_kept and function is not None:  # more may have been put into it: pipeline.append({"$limit": 10})
        written = function.module.text(function.node)
    bounded = _LIMIT.search(written) is not None or "$limit" in (stages or {})
    made = use.make(
        K, Query(use.what(), "parameter" if bounded else None, one="$count" in (stages or {})), pending=True
    )
    if "$" not in written and not stages:
        use.walk.pending.pop(id(made), None)
        use.walk.unsure("pipeline not known")
    return made


_LIMIT = re.compile(r"""["']\$limit["']""")


def _stages(pipeline: Value | None) -> set[str] | None:
    """The names of a pipeline's stages; None where it is not known."""
    for item in options(pipeline) if pipeline is not None else ():
        if isinstance(item, Items):
            return {name for stage in item.items if isinstance(stage, Table) for name in stage.entries}
    return None


def _one_of(use: Use) -> Value:
    use.settle()
    use.emit("read_one", use.what())
    return use.rows(Query(one=True, row=use.row())) if use.method not in COUNTS else Unknown()


_STEPS = "sort skip project batch_size hint collation allow_disk_use find inc set aggregate"


def _entity(entities: Entities, value: Value) -> Entity | None:
    """Beanie: the fields of a document."""
    if not isinstance(value, Kind):
        return None
    made = Entity(value.klass.name, "beanie", place_of(value.klass))
    for level in levels(value):
        for name, item in level.fields.items():
            if item.type and not item.type.startswith("ClassVar"):
                written = level.module.text(item.value.node) if item.value is not None else ""
                made.fields[name] = EntityField(name, item.type, place_of(level, item), "exclude=True" in written)
    return made


ENTITIES = {"beanie.Document": _entity}
RULES: dict[str, Rule] = {
    **dict.fromkeys(_CLIENTS, makes("pymongo.Client", "connect")),
    **table("pymongo.Client", "get_database get_default_database __getitem__", _member(D)),
    "pymongo.Client.start_session": makes("pymongo.ClientSession"),
    "pymongo.ClientSession.start_transaction": makes("pymongo.transaction", "transaction", "transaction"),
    **table(D, "get_collection __getitem__", _member(C)),
    f"{C}.find": _find,
    f"{C}.aggregate": _aggregate,
    **table(C, "find_one count_documents estimated_document_count", does("read_one")),
    f"{C}.distinct": does("read_many"),
    **table(C, "insert_one insert_many update_one update_many replace_one bulk_write find_one_and_update "
               "find_one_and_replace insert update save", does("write")),
    **table(C, "delete_one delete_many find_one_and_delete remove drop", does("delete")),
    **table(K, _STEPS, chain()),
    f"{K}.limit": limited(),
    f"{K}.__slice__": lambda use: carried(use, replace(use.query, bound=bound_of(use.arg(0)))),
    f"{K}.to_list": _to_list,
    f"{K}.count": lambda use: _done(use, replace(use.query, one=True)),
    **table("beanie.Document", "find find_all find_many all aggregate", starts(B)),
    **table("beanie.Document", "get find_one count", _one_of),
    **table("beanie.Document", "insert_many insert_one", does("write")),
    **table("beanie.Document", "delete_all", does("delete")),
    **table("beanie.Document.object", "insert create save replace update set save_changes inc upsert", does("write")),
    **table("beanie.Document.object", "delete", does("delete")),
    **table(B, _STEPS, chain()),
    f"{B}.limit": limited(),
    f"{B}.to_list": _to_list,
    **table(B, "first_or_none count", sends(one=True)),
    **table(B, "update update_many", does("write")),
    **table(B, "delete delete_many", does("delete")),
}  # fmt: skip
LOOKUPS = {
    **table(C, "find_one find_one_and_update find_one_and_replace find_one_and_delete", Form()),
    **table("beanie.Document", "get find_one", Form("null", "beanie.Document.object")),
    f"{B}.first_or_none": Form("null", "beanie.Document.object"),
}
__all__ = ["Thing", "tables"]
