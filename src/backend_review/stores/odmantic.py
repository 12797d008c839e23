"""ODMantic: an engine that finds models. https://art049.github.io/odmantic/engine/"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import Query, Use, bound_of, does, makes, name_of, row_of, table
from backend_review.model.values import Value

E = "odmantic.Engine"
_ENGINES = ("odmantic.AIOEngine", "odmantic.SyncEngine", "odmantic.engine.AIOEngine", "odmantic.engine.SyncEngine")
TYPES = dict.fromkeys(_ENGINES, E)


def _find(use: Use) -> Value:
    """``engine.find(Book, Book.title == "x", limit=10)``."""
    use.settle()
    use.emit("read_many", name_of(use.arg(0, "model"), use, 0), bound_of(use.named.get("limit")))
    return use.rows(Query(row=row_of(use.arg(0, "model"))))


RULES: dict[str, Rule] = {
    **dict.fromkeys(_ENGINES, makes(E)),
    f"{E}.find": _find,
    **table(E, "find_one count", does("read_one", 0, gives=True)),
    **table(E, "save save_all", does("write", 0)),
    **table(E, "delete remove", does("delete", 0)),
    **table(E, "transaction session", makes(E)),
}
LOOKUPS = {f"{E}.find_one": Form()}
