"""A list whose page size the caller chooses without a limit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title, way
from backend_review.finding import Confidence, Match
from backend_review.model.inputs import Input, Sink
from backend_review.model.routes import FoundRoute

_FREE = {"query", "body", "path", "header"}
# What names a thing is no size: it is part of a pipeline that is bounded by something else.
_A_KEY = re.compile(r"^(?:p?id|pk|key|slug|uuid)$|(?:Id|ID|_id|Uuid|_uuid)s?$")


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each route that reads as many rows as the request says."""
    for found in backend.routes:
        if found.route.kind != "http":
            continue
        for sink in backend.inputs_of(found).sinks:
            size = _size(sink)
            if size is not None:
                yield _match(found, sink, size, _what(backend, found, sink))
                break


def _size(sink: Sink) -> Input | None:
    """The part of the request that says how many rows are read, when nothing bounds it."""
    if sink.kind != "bound" or any(item.bounded for item in sink.inputs):
        return None
    return next(
        (
            item
            for item in sink.inputs
            if item.source in _FREE and item.name not in {"", "?"} and not _A_KEY.search(item.name)
        ),
        None,
    )


def _what(backend: Backend, found: FoundRoute, sink: Sink) -> str:
    """The table that is read; a helper for all lists is known by the first that uses it, so there the route's own is."""
    read = list(dict.fromkeys(e.what for e in backend.effects_of(found) if e.kind == "read_many" and e.what))
    if not sink.chain:
        return sink.what or next(iter(read), "")
    return read[0] if len(read) == 1 else ""


def _match(found: FoundRoute, sink: Sink, size: Input, what: str) -> Match:
    rows = f"rows of `{what}`" if what else "rows"
    return place_match(
        "unbounded-page-size",
        found.route.place,
        f"`{title(found)}` reads as many {rows} as the caller asks for: `{size.name}` of the {size.source} reaches the "
        f"query at {sink.place.path}:{sink.place.line} and nothing on the way says how large it may be. Give `{size.name}` "
        "a maximum where it enters, or pass the smaller of it and a constant.",
        trace=(
            *way(found),
            step(size.place, f"takes `{size.name}` of the {size.source}"),
            *(step(call.place, f"calls {call.name}") for call in sink.chain),
            step(sink.place, f"reads that many {rows}"),
        ),
        confidence=Confidence.MEDIUM if sink.chain else None,
    )
