"""Libraries that read one page of a query that they are given.

https://uriyyo-fastapi-pagination.netlify.app/ https://github.com/jmcarp/marshmallow-pagination
https://github.com/djrobstep/sqlakeyset https://github.com/wizeline/sqlalchemy-pagination
https://github.com/Pylons/paginate_sqlalchemy
"""

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
    """The query is one of the first two arguments: before it may be the connection, after it what page is asked for."""
    given = [use.arg(0, "conn"), use.arg(1, "query"), use.named.get("stmt")]
    known = [item for value in given if value is not None for item in options(value)]
    queries = [item.model for item in known if isinstance(item, Thing) and isinstance(item.model, Query)]
    what = queries[0].what if queries else name_of(use.arg(1, "query"), use, 1) or name_of(use.arg(0), use, 0)
    use.settle()
    use.emit("read_many", what, "parameter")
    return Unknown()


RULES: dict[str, Rule] = {
    **{f"fastapi_pagination.ext.{store}.{name}": _page for store in _STORES for name in ("paginate", "apaginate")},
    **{f"marshmallow_pagination.paginators.{name}": _page for name in ("OffsetPaginator", "SeekPaginator")},
    **{f"sqlakeyset.{part}{name}": _page for part in ("", "asyncio.") for name in ("get_page", "select_page")},
    "sqlalchemy_pagination.paginate": _page,
    **dict.fromkeys((f"paginate_sqlalchemy.Sqlalchemy{of}Page" for of in ("Orm", "Select")), _page),
}
