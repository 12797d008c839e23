"""A row that may not be there is used, or answered with, as if it were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from backend_review.backend import Backend
from backend_review.checks._existence import refused_before
from backend_review.checks._model import place_match, step, title, way
from backend_review.finding import Confidence, Match, TraceStep
from backend_review.model import guards
from backend_review.model.effects import Summary
from backend_review.model.lookups import Lookup, Misuse, lookups_of
from backend_review.model.origins import CLIENT
from backend_review.model.routes import FoundRoute, Guard, Place
from backend_review.model.values import Callee, Kind

# What turns an exception for a missing row into an answer, for the whole application.
_HANDLERS = re.compile(r"exception_?handler|errorhandler|process_exception|ExceptionMiddleware|handle_exception", re.I)
_NOT_FOUND = re.compile(r"(?i)\b404\b|not_?found|no data")
_ROW = frozenset({"row"})
_KEYS = {"", "id", "pk", "_id", "uuid"}
_SIGNED = re.compile(r"(?i)sign(ed|ature)")
_EXCEPTIONS = re.compile(r"DoesNotExist|NoResultFound")


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each place where a row, looked up by what a client sends, is taken for granted.

    The place is where the function that takes it for granted looks it up, or calls what looks it up.
    """
    told: set[Place] = set()
    for route, misuse in _all(backend):
        row = misuse.lookup
        place = row.chain[0].place if row.chain else row.place
        if place not in told:
            told.add(place)
            yield place_match(
                "unchecked-lookup",
                place,
                _message(route, misuse),
                trace=(*way(route), *_steps(misuse)),
                confidence=Confidence.MEDIUM if row.chain or misuse.chain else None,
            )


def _all(backend: Backend) -> Iterator[tuple[FoundRoute, Misuse]]:
    mapped: bool | None = None
    for found in backend.routes:
        if found.route.kind != "http" or _signed(found):
            continue
        summary = backend.summary_of(found)
        others: list[Lookup] | None = None
        for misuse in _misuses(found, summary):
            row = misuse.lookup
            if others is None:
                others = [row for guard in found.guards for row in _rows_of_guard(backend, guard)]
            if not _asked_by_client(row) or _noticed(row, [*summary.lookups.found, *others]):
                continue
            if (
                _written_before(backend, row, summary)
                or _found_by_view(found, row)
                or _found_on_the_way(backend, found, row)
            ):
                continue
            if refused_before(backend.project, row.place, row.what):
                continue
            if misuse.how == "answered" and _answered_around(found):
                continue
            if misuse.how == "raises":
                mapped = _maps_exceptions(backend) if mapped is None else mapped
            if misuse.how != "raises" or not mapped:
                yield found, misuse


def _signed(found: FoundRoute) -> bool:
    """Whether only links that the application itself has made lead here."""
    return any(_SIGNED.search(f"{guard.name} {guard.written}") for guard in found.guards)


def _rows_of_guard(backend: Backend, guard: Guard) -> list[Lookup]:
    return [row for function in guards.code_of(guard) for row in backend.effects.handling(function).lookups.found]


def _answered_around(found: FoundRoute) -> bool:
    """Whether code around the handler turns an empty answer into a 404."""
    return any(
        _NOT_FOUND.search(function.module.text(function.node))
        for guard in found.guards
        for function in guards.code_of(guard)
    )


def _misuses(found: FoundRoute, summary: Summary) -> Iterator[Misuse]:
    """What the handler does with rows; what it returns is its answer."""
    yield from summary.lookups.misuses
    function = found.route.handler.function
    if function is not None and function.module.language != "go":
        for row in lookups_of(summary.returns):
            if not row.handled and not row.told and row.missing == "null":
                yield Misuse(row, "answered", row.place)


def _asked_by_client(row: Lookup) -> bool:
    """Whether the row is one that the client chooses, and not its own."""
    origins = {origin for item in row.filters for origin in item.origins}
    known = any(item.origins == _ROW and item.column in _KEYS for item in row.filters)  # a row that is there already
    return bool(origins & CLIENT) and not known


def _noticed(row: Lookup, others: list[Lookup]) -> bool:
    """Whether the same table is asked another time, and a missing row is noticed there."""
    return any(
        other.handled
        and not other.told
        and other.what == row.what
        and (other.place, other.chain) != (row.place, row.chain)
        and other.missing != "raises"
        for other in others
    )


def _written_before(backend: Backend, row: Lookup, summary: Summary) -> bool:
    """Whether something that belongs to the row was written before, by the same key, and 404 answered if that failed.

    ``const gone = await db.delete(bookmarks).where(eq(bookmarks.postId, id)).returning(); if (!gone.length) return 404``
    """
    keys = frozenset(origin for item in row.filters for origin in item.origins) & CLIENT
    file = backend.project.files.get(row.place.path)
    if file is None or row.chain:
        return False
    for effect in summary.effects:
        done = effect.place
        if effect.kind not in {"write", "delete"} or effect.chain or done.path != row.place.path:
            continue
        asked = effect.origins | {origin for item in effect.filters for origin in item.origins}
        # What a new row is made of is not known: that 404 is answered when it cannot be made says enough.
        if (keys & asked or not asked) and done.line < row.place.line:
            between = "\n".join(file.line(number) for number in range(done.line, row.place.line))
            if _NOT_FOUND.search(between):
                return True
    return False


def _found_by_view(found: FoundRoute, row: Lookup) -> bool:
    """Whether a generic view has found the row before, by the same part of the path, and answers 404 itself: what asks
    for it again wants to lock it, or more of it."""
    function, view = found.route.handler.function, found.route.options.get("view")
    if function is None or not isinstance(view, Kind) or row.chain or row.place.path != function.module.path:
        return False
    if {origin for item in row.filters for origin in item.origins} & CLIENT != {"path"}:
        return False
    text = function.module.text(function.node)
    before = "\n".join(text.split("\n")[: max(row.place.line - int(function.node.start_point[0]) - 1, 0)])
    listed = " ".join(level.klass.module.text(level.klass.node) for level in islice(view.lineage(), 2))
    return "self.get_object(" in before and re.search(rf"\b{re.escape(row.what)}\.\w*objects\b", listed) is not None


def _found_on_the_way(backend: Backend, found: FoundRoute, row: Lookup) -> bool:
    """Whether a class-based view looks for the row in its ``dispatch``, which answers 404 to all methods at once."""
    view = found.route.options.get("view")
    for level in view.lineage() if isinstance(view, Kind) else ():
        own = level.attributes.get("dispatch")
        if isinstance(own, Callee):
            rows = backend.effects.handling(own.function).lookups.found
            return any(other.what == row.what and other.handled for other in rows)
    return False


def _maps_exceptions(backend: Backend) -> bool:
    """Whether the project has a handler for the exceptions of all its views that knows the one for a missing row."""
    return any(
        _HANDLERS.search(file.text) is not None and _EXCEPTIONS.search(file.text) is not None
        for file in backend.project.files.values()
        if file.role == "production" and file.language == "python"
    )


def _message(found: FoundRoute, misuse: Misuse) -> str:
    row = misuse.lookup
    what = f"`{row.what}`" if row.what else "the row"
    name = f"`{misuse.name}`" if misuse.name else "it"
    if misuse.how == "raises":
        return (
            f"`{title(found)}` looks up {what} by what the client sent, and no code on the way catches that there is no "
            f"such row, so the answer is 500. {_instead(found)}"
        )
    if misuse.how == "used":
        where = (
            ""
            if misuse.place in {row.place, *(call.place for call in row.chain)}
            else f" at {misuse.place.path}:{misuse.place.line}"
        )
        return (
            f"`{title(found)}` looks up {what} by what the client sent and uses {name}{where} without having looked "
            "whether there is one. Answer 404 when the look-up finds nothing, before anything else is done with it."
        )
    return (
        f"`{title(found)}` answers with {what} as the look-up gives it, so a client that asks for one that does not exist "
        "gets an empty answer or a 500. Answer 404 when the look-up finds nothing."
    )


def _instead(found: FoundRoute) -> str:
    """What to write for a look-up that raises where there is no row."""
    if found.app.framework in {"django", "drf", "ninja"}:
        return "Use `get_object_or_404`, or catch the exception and answer 404."
    return "Ask for one row or none and answer 404 to none, or catch the exception and answer 404."


def _steps(misuse: Misuse) -> Iterator[TraceStep]:
    row = misuse.lookup
    for call in (*misuse.chain, *row.chain):
        yield step(call.place, f"calls {call.name}")
    yield step(row.place, f"looks up {row.what or 'a row'}")
    if misuse.how == "used":
        yield step(misuse.place, "uses it without having looked whether there is one")
