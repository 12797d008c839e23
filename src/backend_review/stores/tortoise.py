"""Tortoise ORM. https://tortoise.github.io/query.html"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import chain, does, limited, makes, starts, table

M, Q = "tortoise.Model", "tortoise.Query"
CLASSES = dict.fromkeys(("tortoise.models.Model", "tortoise.Model"), M)
TYPES = {"tortoise.queryset.QuerySet": Q}

RULES: dict[str, Rule] = {
    **table(M, "all filter exclude annotate", starts(Q)),
    **table(M, "first get get_or_none exists", does("read_one", gives=True)),
    **table(M, "create get_or_create update_or_create bulk_create bulk_update", does("write")),
    f"{M}.object.save": does("write"),
    f"{M}.object.delete": does("delete"),
    f"{Q}.*": chain(),
    f"{Q}.limit": limited(),
    **table(Q, "first get get_or_none count exists", chain(one=True)),
    f"{Q}.update": chain(verb="write"),
    f"{Q}.delete": chain(verb="delete"),
    "tortoise.transactions.in_transaction": makes("tortoise.Transaction", "transaction", "transaction"),
}
LOOKUPS = {**table(Q, "first get_or_none", Form()), f"{Q}.get": Form("raises"), f"{M}.get_or_none": Form()}
