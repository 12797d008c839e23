"""A field's resolver that queries once for each object it is asked on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._graphql import Lists
from backend_review.checks._model import place_match, step
from backend_review.finding import Confidence, Match
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.model.effects import Effect
from backend_review.model.graphql import GraphField
from backend_review.model.routes import Handler, Place

_BATCHED = re.compile(r"(?i)loader|\.load(many)?\(|prefetch|batch|select_related|\.fetchRelations|optimiz")
_OF_PARENT = re.compile(
    r"\breturn\s+(?:await\s+)?\w+\.\w+\s*(?:\?\?[^;]*|\|\|[^;]*)?;?\s*$|\?\?|\bin\s+(?:self|root)\.__dict__"
)
_ABSENT = re.compile(r"!\s*[\w(]|\bnot\b|[!=]==?\s*(?:null|undefined|nil)|\bis None\b|[=]= nil|\.length\s*===?\s*0")
_CALLS = 2  # further calls most often come to what is loaded already, or are not made at all
_READS = {"read_many", "read_one"}


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each field of a type that comes in lists, whose resolver reads from a store by itself."""
    for api in backend.graphs:
        lists = Lists(api)
        for item in api.fields:
            if item.operation or item.handler is None or item.handler.function is None:
                continue
            many = lists.first_of(item.parent)
            if many is None or many is item or _is_batched(item.handler):
                continue
            read = _read_of(backend, item.handler)
            if read is not None:
                yield _match(item, item.handler, many, read)


def _is_batched(handler: Handler) -> bool:
    function = handler.function
    return function is None or _BATCHED.search(function.module.text(function.node)) is not None


def _read_of(backend: Backend, handler: Handler) -> Effect | None:
    """The first query that the resolver sends, by itself or through what it calls; none of a cached or batched call."""
    if handler.function is None:
        return None
    for effect in backend.effects.of(handler.function):
        file = backend.project.files.get(effect.place.path)
        if file is not None and "findUnique" in file.line(effect.place.line):
            continue  # Prisma gathers them by itself
        if effect.kind not in _READS or len(effect.chain) > _CALLS:
            continue
        if any(_BATCHED.search(call.name) or "cache" in call.name.lower() for call in effect.chain):
            continue
        first = effect.chain[0].place if effect.chain else effect.place
        on_the_way = (*(call.place for call in effect.chain), effect.place)
        if not _may_be_there(handler, first.line) and not any(_where_missing(backend, place) for place in on_the_way):
            return effect
    return None


def _may_be_there(handler: Handler, line: int) -> bool:
    """Whether the resolver returns what the parent has already before it comes to a line: ``return order.lines``."""
    function = handler.function
    if function is None:
        return False
    lines = function.module.text(function.node).split("\n")[: max(0, line - function.line)]
    return any(_OF_PARENT.search(text) for text in lines)


def _where_missing(backend: Backend, place: Place) -> bool:
    """Whether a line runs only where something is not there yet: ``if (!order.lines) { … }``."""
    module = backend.project.module(place.path)
    if module is None:
        return False
    text = module.file.line(place.line)
    column = len(text) - len(text.lstrip())
    node = module.tree.root_node.descendant_for_point_range((place.line - 1, column), (place.line - 1, column))
    while node is not None and node.type not in FUNCTIONS:
        condition = node.child_by_field_name("condition") if node.type == "if_statement" else None
        if condition is not None and _ABSENT.search(module.text(condition)):
            return True
        node = node.parent
    return False


def _match(item: GraphField, handler: Handler, many: GraphField, read: Effect) -> Match:
    named = [call.name for call in read.chain if call.name != "(function)"]
    through = f" through `{named[-1]}`" if named else ""
    return place_match(
        "graphql-resolver-query-per-parent",
        handler.place,
        f"`{item.parent}.{item.name}` reads `{read.what}`{through} once for each `{item.parent}`, and "
        f"`{many.parent}.{many.name}` answers with many of them: a page of 50 makes 51 queries. Collect the keys in a "
        "DataLoader made for each request, and read all of them with one query.",
        trace=(
            step(many.place, f"{many.parent}.{many.name} gives many: {many.type}"),
            step(handler.place, f"{item.parent}.{item.name} is resolved for each"),
            *(step(call.place, f"calls {call.name}") for call in read.chain),
            step(read.place, f"reads {read.what}"),
        ),
        confidence=Confidence.MEDIUM if read.chain else None,
    )
