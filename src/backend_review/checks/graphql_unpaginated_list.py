"""A GraphQL field that answers with a list and takes no argument for a page of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._graphql import types_in
from backend_review.checks._model import place_match, step
from backend_review.checks.unpaginated_list import SMALL
from backend_review.finding import Match
from backend_review.model.graphql import GraphApi, GraphField

# Arguments that take a page, or name the objects that are wanted.
_PAGES = re.compile(
    r"(?i)^(first|last|limit|take|skip|offset|page\w*|per_?page|size|count|top|after|before|cursor|pag(e|ination|ing)\w*|"
    r"paginate|paging|options|list_?options|query|filter|input|args|ids?|\w+_?ids|slugs|keys|names)$"
)
_PAGE = re.compile(r"(?i)^(first|limit|take|page\w*|per_?page|size|pag(e|ination|ing)\w*|options|list_?options)$")
_SELF_BOUNDED = re.compile(r"(?i)paginat|\.slice\(|\blimit\b|\btake\b|\[:\w*\]|\bfirst\b")


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each list field of the query type, and of types whose resolver reads a collection."""
    for api in backend.graphs:
        objects = _objects(api)
        for item in api.fields:
            if not item.is_list or item.operation not in {"query", ""} or any(map(_PAGES.match, item.arguments)):
                continue
            element = next(iter(types_in(item.type)), "")
            if element not in objects or SMALL.search(item.name) or SMALL.search(element):
                continue
            paged = next((one for one in api.fields if _pages(one) and element in types_in(one.type)), None)
            if _is_bounded(backend, item) or (not item.operation and paged is None):
                continue  # what belongs to one object is most often a part of it, unless the API itself pages it elsewhere
            place = (
                item.handler.place
                if item.handler is not None and item.handler.place.path == item.place.path
                else item.place
            )
            takes = ", ".join(f"`{name}`" for name in item.arguments)
            asked = f"takes only {takes}" if takes else "takes no arguments"
            yield place_match(
                "graphql-unpaginated-list",
                item.place,
                f"`{item.parent}.{item.name}` answers with as many `{element}` as there are: it {asked}. Take `first` and "
                "`after`, with a maximum, and answer with a connection.",
                trace=(
                    step(item.place, f"{item.parent}.{item.name}: {item.type}"),
                    step(place, "its resolver"),
                    *((step(paged.place, f"{paged.parent}.{paged.name} is paged"),) if paged is not None else ()),
                ),
            )


def _pages(item: GraphField) -> bool:
    """Whether a field of the query type takes a page."""
    return item.operation == "query" and any(map(_PAGE.match, item.arguments))


def _objects(api: GraphApi) -> set[str]:
    """The types that may grow in number: those with fields, and those of classes that are not enums."""
    known = {item.parent for item in api.fields}
    written = {name for item in api.fields if item.is_list for name in types_in(item.type)}
    schema = any("!" in item.type for item in api.fields)
    scalars = {"String", "Int", "Float", "Boolean", "ID", "Date", "DateTime", "JSON"}
    return known if schema else {name for name in written if name not in scalars and not name.endswith("Enum")}


def _is_bounded(backend: Backend, item: GraphField) -> bool:
    """Whether the resolver bounds what it reads; a field of a type without a resolver of its own is its parent's matter."""
    function = item.handler.function if item.handler is not None else None
    if function is None:
        return not item.operation
    if _SELF_BOUNDED.search(function.module.text(function.node)):
        return True
    reads = [effect for effect in backend.effects.of(function) if effect.kind == "read_many"]
    if not item.operation:
        return not reads or any(effect.bound is not None for effect in reads)
    return any(effect.bound is not None for effect in reads)
