"""MongoEngine: ``Item.objects(name="x").limit(10)``. https://docs.mongoengine.org/guide/querying.html"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import COUNTS, Query, Use, bound_of, carried, does, sends, table
from backend_review.model.values import Unknown, Value

M, Q = "mongoengine.Document", "mongoengine.QuerySet"
_PACKAGES = ("mongoengine", "mongoengine.document", "flask_mongoengine", "mongoengine.documents")
CLASSES = {f"{package}.{name}": M for package in _PACKAGES for name in ("Document", "DynamicDocument")}
CLASSES |= {"flask_mongoengine.MongoEngine().Document": M, "*.Document": M}
ATTRIBUTES = {f"{M}.objects": Q}


def _objects(use: Use) -> Value:
    """``Item.objects(name="x")``."""
    return use.make(Q, Query(use.what(), row=use.row()), pending=True)


def _step(use: Use) -> Value:
    return carried(use, use.query, Q, True)


def _slice(use: Use) -> Value:
    return carried(use, replace(use.query, bound=bound_of(use.arg(0)) or use.query.bound), Q, True)


def _limit(use: Use) -> Value:
    return carried(use, replace(use.query, bound=bound_of(use.arg(0)) or use.query.bound), Q, True)


def _one(use: Use) -> Value:
    use.settle()
    use.emit("read_one", use.what())
    return use.rows(replace(use.query, one=True)) if use.method not in COUNTS else Unknown()


_STEPS = (
    "filter order_by all exclude only skip all_fields no_dereference select_related search_text distinct hint "
    "scalar values_list using no_cache timeout batch_size fields as_pymongo __call__"
)
RULES: dict[str, Rule] = {
    f"{M}.objects": _objects,
    **table(Q, _STEPS, _step),
    f"{Q}.limit": _limit,
    f"{Q}.paginate": lambda use: use.emit("read_many", use.what(), "parameter"),
    f"{Q}.__slice__": _slice,
    f"{Q}.__iter__": sends(),
    **table(Q, "get first count get_or_404 first_or_404 with_id sum average aggregate", _one),
    f"{Q}.delete": does("delete"),
    **table(Q, "update update_one modify insert upsert_one create", does("write")),
    f"{Q}.in_bulk": does("read_many"),
    **table(f"{M}.object", "save update modify", does("write")),
    f"{M}.object.delete": does("delete"),
    f"{M}.object.reload": does("read_one"),
}
LOOKUPS = {f"{Q}.first": Form(), f"{Q}.get": Form("raises"), f"{Q}.get_or_404": Form("found")}
