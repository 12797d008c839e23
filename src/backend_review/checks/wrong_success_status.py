"""A success whose status says something else than what happened: 200 for what was created or is empty, 204 with a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, status_sent, step, title, way
from backend_review.finding import Match
from backend_review.model.answers import Answer
from backend_review.model.paging import is_about
from backend_review.model.routes import FoundRoute, Place
from backend_review.model.values import Items, Known, Table, Thing, options

_ANSWERS_200 = {"fastapi", "nestjs"}  # where a handler that returns nothing answers 200 with an empty or null body
_SEARCHES = re.compile(
    r"(?i)search|query|filter|list|find|check|valid|preview|count|export|sync|import|upsert|bulk|batch|set\b|update|save|toggle"
)


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each POST that creates and answers 200, DELETE that answers 200 with nothing, and 204 with a body."""
    seen: set[Place] = set()
    for found in backend.routes:
        if found.route.kind != "http":
            continue
        for match in _of_route(backend, found):
            place = Place(match.path, match.start.line)
            if place not in seen:
                seen.add(place)
                yield match


def _of_route(backend: Backend, found: FoundRoute) -> Iterator[Match]:
    answers = [answer for answer in backend.answers_of(found) if not answer.error]
    sent = [(answer, code) for answer in answers if (code := status_sent(found, answer)) is not None and code < 400]
    for answer, code in sent:
        if code == 204 and _has_body(answer):
            yield _match(
                found, answer.place, answer,
                f"`{title(found)}` answers 204 with a body (`{answer.written}`), which HTTP drops. "
                "Answer 200 with the body, or 204 without one.",
            )  # fmt: skip
        elif code == 200 and found.methods == ("DELETE",) and answer.kind == "empty":
            yield _match(
                found, answer.place, answer,
                f"`{title(found)}` answers 200 with an empty body. Answer 204, which says that there is none.",
            )  # fmt: skip
    if found.methods == ("DELETE",) and not answers and _returns_nothing(backend, found):
        yield _match(
            found, found.route.place, None,
            f"`{title(found)}` answers 200 though its handler returns nothing. Declare 204, which says that there is no body.",
        )  # fmt: skip
    if found.methods == ("POST",) and sent and all(code == 200 for _, code in sent):
        made = _created(backend, found)
        if made and all(answer.kind == "json" for answer, _ in sent):
            answer = sent[-1][0]
            yield _match(
                found, answer.place, answer,
                f"`{title(found)}` creates a row of `{made}` and answers 200. Answer 201, or 202 when it is done later.",
            )  # fmt: skip


def _has_body(answer: Answer) -> bool:
    if answer.kind == "empty" or not answer.written:
        return False
    return any(
        (isinstance(item, (Table, Items)) and bool(getattr(item, "entries", None) or getattr(item, "items", None)))
        or isinstance(item, Thing)
        or (isinstance(item, Known) and item.value not in (None, "", False))
        for item in options(answer.body)
    )


def _returns_nothing(backend: Backend, found: FoundRoute) -> bool:
    function = found.route.handler.function
    if function is None or found.app.framework not in _ANSWERS_200 or found.route.status not in {None, 200}:
        return False
    text = function.module.text(function.node)
    return not re.search(r"\breturn\b|\byield\b|@Res\(|@Response\(|Response\b|=>\s*[^{\s]", text)


def _created(backend: Backend, found: FoundRoute) -> str:
    """The model of which a route creates a row: its path ends with it, and the handler writes it and reads no other of it."""
    last = found.path.rstrip("/").rpartition("/")[2]
    if len(last) < 3 or last.startswith("{") or _SEARCHES.search(last) or _SEARCHES.search(found.route.handler.name):
        return ""
    effects = backend.effects_of(found)
    if any(effect.kind == "delete" for effect in effects):
        return ""
    for effect in effects:
        if effect.kind == "write" and effect.what and is_about(found, effect.what, last=True):
            return effect.what
    return ""


def _match(found: FoundRoute, place: Place, answer: Answer | None, message: str) -> Match:
    calls = answer.chain if answer is not None else ()
    return place_match(
        "wrong-success-status",
        place,
        message,
        trace=(*way(found), *(step(call.place, f"calls {call.name}") for call in calls)),
    )
