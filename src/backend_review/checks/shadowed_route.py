"""A route that no request reaches, because an earlier one takes them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match, step, title
from backend_review.finding import Match
from backend_review.model.routes import FoundRoute, Place

# Frameworks that try routes in the order in which they were added; the others sort them, or prefer constant parts.
_IN_ORDER = {"express", "fastapi", "koa", "django", "drf", "aiohttp", "hono", "gorilla", "nestjs", "fiber"}
# Frameworks to which ``/books`` and ``/books/`` are one path unless they are told otherwise.
_ANY_END = {"express", "koa", "nestjs", "fiber"}


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each route that an earlier one of the same application covers."""
    for app, routes in apps_of(backend):
        ordered = app.framework in _IN_ORDER
        seen: list[FoundRoute] = []
        made = _made_of_many(routes)
        for found in routes:
            if found.route.kind != "http" or found.conditional or "{?}" in found.path:
                continue
            earlier = next((other for other in seen if _covers(other, found, ordered)), None)
            seen.append(found)
            if earlier is None or _is_replaced(earlier, found, made):
                continue
            if app.framework == "chi":  # what is declared later takes the place of what was there
                yield _replaced(earlier, found)
                continue
            if _shape(earlier.path) == _shape(found.path):
                what = "is declared a second time and never reached"
                then = "Remove one of the two."
            else:
                what = f"is never reached: `{title(earlier)}` above it takes its requests"
                then = f"Declare `{found.path}` first."
            yield place_match(
                "shadowed-route",
                found.route.place,
                f"`{title(found)}` {what}. {then}",
                trace=(step(earlier.route.place, f"first: {title(earlier)}"), step(found.route.place, title(found))),
            )


def _is_replaced(earlier: FoundRoute, later: FoundRoute, made: set[Place]) -> bool:
    """Whether a helper elsewhere declares a set of routes, without those that its caller has of its own."""
    first, second = earlier.route.place, later.route.place
    return first in made and second not in made and first.path != second.path


def _made_of_many(routes: list[FoundRoute]) -> set[Place]:
    """The places in helpers that declare routes of several paths."""
    paths: dict[Place, set[str]] = {}
    for found in routes:
        paths.setdefault(found.route.place, set()).add(_shape(found.path))
    return {place for place, several in paths.items() if len(several) > 1}


def _replaced(earlier: FoundRoute, later: FoundRoute) -> Match:
    place = later.route.place
    return place_match(
        "shadowed-route",
        earlier.route.place,
        f"`{title(earlier)}` is declared a second time at {place.path}:{place.line}, which takes its place. "
        "Remove one of the two.",
        trace=(step(earlier.route.place, f"first: {title(earlier)}"), step(place, title(later))),
    )


def _covers(earlier: FoundRoute, later: FoundRoute, ordered: bool) -> bool:
    if earlier.methods != ("*",) and not set(later.methods) <= set(earlier.methods):
        return False
    if earlier.methods == ("*",) and later.methods != ("*",):
        return False  # a catch-all that passes on is a guard
    if _passes_on(earlier) or any(earlier.route.options.get(name) is not None for name in ("typed", "asks_more")):
        return False
    if _shape(earlier.path) == _shape(later.path):
        if _limits(earlier) != _limits(later) or not _ends_alike(earlier, later):
            return False
        return earlier.route.place != later.route.place and earlier.guards == later.guards[: len(earlier.guards)]
    # What reads routes from a document looks for the path as it is first.
    ordered = ordered and not later.route.place.path.endswith((".yaml", ".yml", ".json"))
    return ordered and _ends_alike(earlier, later) and _matches(earlier, later)


def _ends_alike(earlier: FoundRoute, later: FoundRoute) -> bool:
    """Whether two paths end in a slash or not alike, where that makes a difference."""
    return earlier.app.framework in _ANY_END or earlier.path.endswith("/") == later.path.endswith("/")


def _matches(earlier: FoundRoute, later: FoundRoute) -> bool:
    """Whether every path of the later route is one of the earlier's: a parameter stands where the other has a word."""
    if _limits(earlier):
        return False
    first, second = _segments(earlier.path), _segments(later.path)
    if len(first) != len(second) or not any(
        _is_parameter(a) and not _is_parameter(b) for a, b in zip(first, second, strict=True)
    ):
        return False
    return all(a == b or _is_parameter(a) for a, b in zip(first, second, strict=True))


_LIMIT = re.compile(
    r"<(\w+(?:\([^()]*\))?):"  # Flask, Django: <int:id>
    r"|\(\?P<\w+>([^()]*)"  # Django: (?P<id>\d+)
    r"|\{\w+:((?:[^{}]|\{[^{}]*\})*)\}"  # Starlette, chi, gorilla: {id:[0-9]+}
    r"|:\w+\(([^()]*)"  # Express, Koa: :id(\d+)
    r"|:\w+[?*+]?\{([^{}]*)"  # Hono: :id{[0-9]+}
    r"|(?::\w+(?!\w)|<\w+>|\{\w+\})([^/?*+\w(){][^/]*|(?<=[>}])\w[^/]*)"  # any: {name}.json
)


def _limits(found: FoundRoute) -> tuple[str, ...]:
    """What the parameters of a route say of the texts they take, in their order."""
    return tuple("".join(part or "" for part in limit.groups()) for limit in _LIMIT.finditer(found.written))


def _passes_on(found: FoundRoute) -> bool:
    """Whether a handler hands requests on to the next route (Express, Koa: it calls ``next``)."""
    function = found.route.handler.function
    return (
        function is not None
        and re.search(r"\bnext\(\s*\)|next\('route'\)", function.module.text(function.node)) is not None
    )


def _segments(path: str) -> list[str]:
    return path.strip("/").split("/")


def _is_parameter(segment: str) -> bool:
    return re.fullmatch(r"\{\w+\}", segment) is not None


def _shape(path: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", path).rstrip("/")
