"""A route that answers with a whole table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title, way
from backend_review.finding import Confidence, Match
from backend_review.model.effects import Effect
from backend_review.model.origins import CLIENT
from backend_review.model.paging import is_about, only_when_sent
from backend_review.model.routes import FoundRoute, Place
from backend_review.model.values import Callee, Kind

# What is small by its nature, or wanted whole.
SMALL = re.compile(
    r"(?i)role|permission|countr|currenc|language|locale|setting|config|enum|status|type|categor|plan\b|plans\b|option|"
    r"tier|feature|menu|theme|template|timezone|unit|level|export|download|stream|csv|backup|dump|feed|sitemap|stat(s|istic)|"
    r"count|summary|(?-i:(?<![a-zA-Z])me\b|Me\b)|dashboard|tree|plugin|tag|platform|information_schema|api_?-?key|(?:key|token)s\b|session|device|backend|provider"
)
# What an answer in pages has, and what asks for one.
_PAGES = re.compile(
    r"(?i)paginat|next_?(?:cursor|page)|\blimit\s*,\s*(?:skip|offset)\b|\b(?:skip|offset)\s*,\s*limit\b|WithLimit\(|pageSize\(|\b(?:get|make|build|with|apply|to)?_?page[sd]?(?:_?(?:query|of|by|rows|list|request|params))?\("
)
_KEY = re.compile(r"^(?:id|pk|uuid|slug|key)$|(?:_id|Id|ID|_uuid|Uuid)s?(?:__in)?$")
# A query that a helper has built and given back, which is then limited: ``sorted(query).offset(skip).limit(20)``; one
# that takes a size from somewhere that is not followed: ``take: pageSize ? pageSize : undefined``.
_LIMITED = re.compile(r"\.(?:limit|take|Limit|Take)\(\s*(?:\d+\s*\)|[^()]*\|\|)|\btake\s*:\s*[a-z]\w*")
# The values of a column, or groups of rows: few, however many rows there are. Not rows that a join has given twice.
_DISTINCT = re.compile(
    r"\bvalues(?:_list)?\([^()]*\)\.distinct\(|\bselect\([\w.]+\.[a-z_]\w*\)\.distinct\(|\b[dD]istinct\(\s*['\"]|"
    r"(?i:\bselect\s+distinct\b|\bgroup_?by\s*\(|\bgroup\s+by\b)"
)
_AROUND = 6
_MODEL = re.compile(r"\b([A-Z]\w*)\.(?:objects|\w*objects)\b")
_RETURNED = re.compile(r"\breturn\s+\(?\s*([A-Z]\w*)\.\w*objects\b")
_FILTERED = re.compile(r"[(,]\s*(\w+)\s*=(?!=)")


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each GET route that reads a collection without any bound and answers with it."""
    for found in backend.routes:
        if found.route.kind != "http" or "GET" not in found.methods:
            continue
        if (
            _names_one(found)
            or _pages_itself(found)
            or SMALL.search(found.path)
            or SMALL.search(found.route.handler.name)
        ):
            continue
        if found.route.paged is False:
            yield from _of_framework(backend, found)
            continue
        reads = [effect for effect in backend.effects_of(found) if effect.kind == "read_many"]
        size = only_when_sent(reads, backend.inputs_of(found)) if reads else ""
        whole = [
            effect
            for effect in reads
            if (effect.bound is None or size)
            and not SMALL.search(effect.what)
            and not _is_callers_one(backend, effect)
            and not _is_of_one(backend, effect)
        ]
        if (
            not whole
            or (any(effect.bound is not None for effect in reads) and not size)
            or not is_about(found, whole[0].what, last=True)
            or _is_worked_on(backend, found, whole[0])
            or _says(backend, whole[0], _DISTINCT)
            or (not size and _says(backend, whole[0], _LIMITED))
            or (not size and _is_bounded_by_helper(backend, found))
        ):
            continue
        read = whole[0]
        where = f" in `{read.chain[-1].name}`" if read.chain else ""
        yield place_match(
            "unpaginated-list",
            found.route.place,
            f"`{title(found)}` answers with every row of `{read.what}`: {_why(size)} the query{where} at "
            f"{read.place.path}:{read.place.line}. Take `limit` and `offset` or a cursor, with a default and a maximum.",
            trace=(
                *way(found),
                *(step(call.place, f"calls {call.name}") for call in read.chain),
                step(read.place, f"reads {read.what} without a bound"),
            ),
            confidence=Confidence.MEDIUM if read.chain else None,
        )


def _is_bounded_by_helper(backend: Backend, found: FoundRoute) -> bool:
    """Whether a size that the client sends is put into the query by a function that the handler calls, perhaps under a
    condition (``if limit != -1``): that is told by unbounded-page-size, where nothing limits it."""
    inputs = backend.inputs_of(found)
    return inputs is not None and any(sink.kind == "bound" and sink.chain for sink in inputs.sinks)


def _is_worked_on(backend: Backend, found: FoundRoute, read: Effect) -> bool:
    """Whether a handler makes and deletes rows of what it reads: a job that is started by a request, which answers with
    what it has done (``GET /secrets`` of a rotation)."""
    kinds = {effect.kind for effect in backend.effects_of(found) if effect.what == read.what}
    return {"write", "delete"} <= kinds


def _says(backend: Backend, read: Effect, what: re.Pattern[str]) -> bool:
    """Whether the lines around a query, up to an empty one, say something of it that is not followed."""
    file = backend.project.files.get(read.place.path)
    if file is None:
        return False
    for direction in (range(_AROUND + 1), range(0, -_AROUND - 1, -1)):
        for line in itertools.takewhile(str.strip, (file.line(read.place.line + number) for number in direction)):
            if what.search(line):
                return True
    return False


def _is_callers_one(backend: Backend, effect: Effect) -> bool:
    """Whether rows are asked for by who calls, of whom there is one row at the most."""
    table = backend.tables.of(effect.what) if effect.what else None
    names = {item.column for item in effect.filters if "caller" in item.origins}
    if table is None or not names:
        return False
    # One for each of the few values of an enumeration.
    few = [name for name, column in table.columns.items() if column.type in {"enum", "boolean"}]
    columns = {name: table.column(name) for name in names}
    keys = {
        key for name, held in columns.items() for key in (name, f"{name}_id", held.name if held is not None else name)
    }
    return any(table.unique_by([key, *few]) for key in keys)


def _is_of_one(backend: Backend, effect: Effect) -> bool:
    """Whether rows are asked for by what they belong to, which the client names: ``?video_id=…`` bounds as the path does."""
    table = backend.tables.of(effect.what) if effect.what else None
    asked = {item.column for item in effect.filters if item.origins & (CLIENT - {"body"})}
    if table is None:
        return any(_KEY.search(name) for name in asked)
    refers = {name for columns, _ in table.references for name in columns}
    refers |= {name for name, column in table.columns.items() if column.references is not None}
    return any(_KEY.search(name) or name in refers for name in asked) or (
        bool(asked) and table.unique_by(sorted(asked))
    )


def _of_framework(backend: Backend, found: FoundRoute) -> Iterator[Match]:
    """A list that REST framework itself answers with, and no class of it or setting gives pages."""
    view = found.route.options.get("view")
    read = (
        next((row for level in view.lineage() if (row := _rows_of(level)) is not None), None)
        if isinstance(view, Kind)
        else None
    )
    if read is None:
        return
    what, place, asked = read
    table = backend.tables.of(what)
    keys = {name for key in _FILTERED.findall(asked) for name in (key, f"{key}_id")}
    one = bool(keys & {"id", "pk"}) or (table is not None and any(table.unique_by([name]) for name in keys))
    if SMALL.search(what) or one or not asked:
        return
    yield place_match(
        "unpaginated-list",
        found.route.place,
        f"`{title(found)}` answers with every row of `{what}`: the view at {place.path}:{place.line} has no pagination class, and the "
        "settings have none with a size. Set `DEFAULT_PAGINATION_CLASS` and `PAGE_SIZE`, or `pagination_class` there.",
        trace=(*way(found), step(place, f"reads {what} without a bound")),
    )


def _rows_of(level: Kind) -> tuple[str, Place, str] | None:
    """The model whose rows a view's class lists, where it says so, and how it asks for them; "" for none on purpose."""
    module = level.klass.module
    field, own = level.klass.fields.get("queryset"), level.attributes.get("get_queryset")
    held = module.text(field.value.node) if field is not None and field.value is not None else ""
    asked = module.text(own.function.node) if isinstance(own, Callee) else held
    found = _MODEL.search(held) or _RETURNED.search(asked) or _MODEL.search(asked)
    if found is None:
        return None
    node = own.function.node if isinstance(own, Callee) else None
    line = int(node.start_point[0]) + 1 if node is not None else level.klass.line
    return found[1], Place(module.path, line), asked if "[:" not in asked else ""


def _why(size: str) -> str:
    return (
        f"`{size}` is None unless the client sends it, and None does not bound" if size else "nothing on the way bounds"
    )


def _names_one(found: FoundRoute) -> bool:
    """Whether the path names one thing by a parameter: that thing, or what belongs to it, is bounded by it."""
    parts = [part for part in found.path.split("/") if part]
    return any(
        part.startswith("{") and not re.search(r"(?i)org|tenant|workspace|locale|version", part) for part in parts
    )


def _pages_itself(found: FoundRoute) -> bool:
    """Whether the framework pages, or the handler says that it does: a helper of the project's that is not understood."""
    if found.route.paged:
        return True
    function = found.route.handler.function
    return function is not None and _PAGES.search(function.module.text(function.node)) is not None
