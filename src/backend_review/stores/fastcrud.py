"""FastCRUD, a repository over SQLAlchemy. https://benavlabs.github.io/fastcrud/usage/crud/"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import Use, bound_of, does, name_of, table
from backend_review.model.values import Known, Unknown, Value

C = "fastcrud.FastCRUD"
TYPES = {C: C, "fastcrud.crud.fast_crud.FastCRUD": C}
CLASSES = {C: C, "?FastCRUD": C}


def _many(use: Use) -> Value:
    given = use.named.get("limit")
    # Without one, 100 rows; with None, all of them.
    use.emit("read_many", use.what(), bound_of(given if given is not None else Known(100)))
    return Unknown()


RULES: dict[str, Rule] = {
    rule: value
    for type in (C, f"{C}.object")
    for rule, value in {
        **table(type, "get_multi get_multi_joined get_multi_by_cursor", _many),
        **table(type, "get get_joined exists count", does("read_one")),
        **table(type, "create update upsert", does("write")),
        **table(type, "delete db_delete", does("delete")),
    }.items()
}
RULES |= dict.fromkeys(TYPES, lambda use: use.make(C, name_of(use.arg(0), use, 0)))
LOOKUPS = {f"{type}.{name}": Form() for type in (C, f"{C}.object") for name in ("get", "get_joined")}
