"""A route that lets everybody in where its siblings ask who is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._debug_only import for_developers_only
from backend_review.checks._model import WRITES, apps_of, open_to_all, place_match, title, way
from backend_review.finding import Confidence, Match, Severity
from backend_review.model import guards
from backend_review.model.routes import FoundRoute, Guard

_MARKED_PUBLIC = (
    "public",
    "allowany",
    "allow_any",
    "anonymous",
    "no_auth",
    "noauth",
    "skipauth",
    "withoutauth",
    "without_auth",
)
_SIBLINGS = 0.5
_ASKS = re.compile(
    r"(?i)(?:^|[._-])(?:search|query|find|filter|lookup|list|count|suggest|autocomplete|facets?)(?:$|[._-]|(?=[A-Z]))"
)


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each unguarded route among guarded ones: writing ones, and readers of what is written behind a guard."""
    for _, routes in apps_of(backend):
        rows = [found for found in routes if found.route.kind == "http"]
        guarded = [found for found in rows if _is_guarded(found)]
        if not guarded:
            continue
        for found in rows:
            if _is_guarded(found) or open_to_all(found) or _is_public(backend, found) or _is_sign_up(found):
                continue
            siblings = [other for other in rows if other is not found and _is_sibling(found, other)]
            kept = [other for other in siblings if _is_guarded(other)]
            writes = bool(WRITES & set(found.methods)) or _changes(backend, found)
            if not writes or not kept or len(kept) < _SIBLINGS * len(siblings):
                continue
            if len(kept) == 1 and not _is_above(kept[0], found):
                continue
            if for_developers_only(backend, found) or _only_asks(backend, found):
                continue
            example = kept[0]
            names = ", ".join(f"`{guard.name}`" for guard in _own(example)) or "a check of its own"
            yield place_match(
                "unauthenticated-route",
                found.route.place,
                f"`{title(found)}` changes data for anybody who calls it, while {len(kept)} of its {len(siblings)} "
                f"sibling routes ask who is calling ({names} on `{title(example)}`). "
                "Guard it the same way, or mark it as public.",
                trace=(*way(found, found.guards), *way(example, _own(example))[1:]),
                severity=Severity.WARNING,
                confidence=Confidence.MEDIUM if found.conditional or example.conditional else None,
            )


def _changes(backend: Backend, found: FoundRoute) -> bool:
    """Whether a route for any method changes something, as far as its handler shows."""
    if found.methods != ("*",):
        return False
    return any(effect.kind in {"write", "delete", "publish"} for effect in backend.effects_of(found))


def _only_asks(backend: Backend, found: FoundRoute) -> bool:
    """Whether a POST has a body because a question is long: it is named so, rows are read, and nothing is changed."""
    last = next((part for part in reversed(found.path.split("/")) if part and part[0] not in "{:<("), "")
    if set(found.methods) != {"POST"} or not (_ASKS.search(last) or _ASKS.search(found.route.handler.name)):
        return False
    kinds = {effect.kind for effect in backend.effects_of(found)}
    return bool(kinds & {"read_one", "read_many"}) and not kinds & {"write", "delete", "publish"}


def _is_guarded(found: FoundRoute) -> bool:
    return bool(guards.authentication_of(found)) or guards.checks_itself(found)


def _own(found: FoundRoute) -> list[Guard]:
    return guards.authentication_of(found)[:2]


def _is_sign_up(found: FoundRoute) -> bool:
    """Making an account, and sessions as such: who is not signed in yet, or wants to be out, is asked nothing before."""
    if set(found.methods) <= {"POST", "DELETE"} and re.search(r"(?i)/sessions?/?$", found.path):
        return True
    return (
        found.methods == ("POST",)
        and re.search(r"(?i)/(users?|accounts?|members?|customers?)/?$", found.path) is not None
    )


def _is_public(backend: Backend, found: FoundRoute) -> bool:
    names = [guard.name.lower() for guard in found.guards] + [name.lower() for name in found.route.options]
    # publicGroup.POST(…), routerWithoutAuth.POST(…): who wrote this knew
    file = backend.project.files.get(found.route.place.path)
    names.append(file.line(found.route.place.line).partition("(")[0].lower() if file is not None else "")
    return any(word in name for name in names for word in _MARKED_PUBLIC)


def _is_sibling(found: FoundRoute, other: FoundRoute) -> bool:
    """Routes of the same resource: declared in the same file, below the same first words of the path."""
    return found.route.place.path == other.route.place.path and _stem(found.path) == _stem(other.path)


def _is_above(other: FoundRoute, found: FoundRoute) -> bool:
    """Whether a route is of the same things as another, or of what those belong to: one of a thing of its own
    (``/apps/verify-credentials`` beside ``/apps``) says little by itself."""
    above, below = (
        [part for part in one.path.split("/") if part and not part.startswith("{")] for one in (other, found)
    )
    return below[: len(above)] == above


def _stem(path: str) -> str:
    words = [part for part in path.split("/") if part and not part.startswith("{")]
    while words and (words[0] in {"api", "rest"} or (words[0][:1] == "v" and words[0][1:].isdigit())):
        words.pop(0)
    return words[0] if words else ""
