"""fastapi-pagination: ``paginate(session, query)`` reads one page. https://uriyyo-fastapi-pagination.netlify.app/"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.queries import Query
from backend_review.model.uses import Use, name_of
from backend_review.model.values import Thing, Unknown, Value, options

_STORES = (
    *(
        "sqlalchemy",
        "sqlmodel",
        "async_sqlalchemy",
        "async_sqlmodel",
        "sqlalchemy_future",
        "beanie",
        "motor",
        "pymongo",
    ),
    *("mongoengine", "tortoise", "django", "ormar", "piccolo", "databases", "gino", "peewee", "odmantic", "orm"),
)


def _page(use: Use) -> Value:
    """The query is one of the first two arguments: before it the connection, after it the page that is asked for."""
    given = [use.arg(0, "conn"), use.arg(1, "query"), use.named.get("stmt")]
    known = [item for value in given if value is not None for item in options(value)]
    queries = [item.model for item in known if isinstance(item, Thing) and isinstance(item.model, Query)]
    what = queries[0].what if queries else name_of(use.arg(1, "query"), use, 1) or name_of(use.arg(0), use, 0)
    use.settle()
    use.emit("read_many", what, "parameter")
    return Unknown()


RULES: dict[str, Rule] = {
    f"fastapi_pagination.ext.{store}.{name}": _page for store in _STORES for name in ("paginate", "apaginate")
}
