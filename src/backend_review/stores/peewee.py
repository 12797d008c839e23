"""Peewee. https://docs.peewee-orm.com/en/latest/peewee/querying.html"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import Use, carried, chain, does, limited, sends, starts, table
from backend_review.model.values import Value

M, Q = "peewee.Model", "peewee.Query"
CLASSES = {**dict.fromkeys((M, "playhouse.signals.Model", "peewee_async.AioModel"), M)}


def _page(use: Use) -> Value:
    """``paginate(number, size=20)``."""
    return carried(use, replace(use.query, bound="parameter"))


RULES: dict[str, Rule] = {
    **table(M, "select select_from filter", starts(Q)),
    **table(M, "insert insert_many update replace replace_many insert_from", starts(Q, verb="write")),
    f"{M}.delete": starts(Q, verb="delete"),
    **table(M, "get get_or_none get_by_id", does("read_one", gives=True)),
    **table(M, "create get_or_create bulk_create bulk_update set_by_id", does("write")),
    f"{M}.delete_by_id": does("delete"),
    f"{M}.object.save": does("write"),
    f"{M}.object.delete_instance": does("delete"),
    f"{Q}.*": chain(),
    f"{Q}.limit": limited(),
    f"{Q}.paginate": _page,
    **table(Q, "first get get_or_none scalar count exists", sends(one=True)),
    **table(Q, "execute iterator __iter__", sends()),
}
LOOKUPS = {**table(Q, "first get_or_none", Form()), f"{Q}.get": Form("raises"), f"{M}.get_or_none": Form()}
