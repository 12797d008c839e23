"""A database client, engine or pool that is built again for each request."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.backend import Backend
from backend_review.checks._connections import call_at, is_kept, is_once, reads_request
from backend_review.checks._model import open_to_all, place_match, step, title, way
from backend_review.finding import Match, TraceStep
from backend_review.model.effects import Effect
from backend_review.model.routes import FoundRoute, Place

# Files that are opened, and objects around a connection that was made before.
_NOT_COSTLY = ("sqlite", "drizzle", "kysely", "kafkajs.Kafka", "kafka-go.NewWriter")
# What is done once in a while, with a database that the program is not on otherwise.
_UPKEEP = re.compile(r"(?i)back_?up|restore|migrat|setup|install|test_?conn|check_?conn|import|export|convert")
_INSTEAD = {
    "python": "Build it once when the application starts (module or lifespan), keep it on the application, and let the "
    "handler borrow a connection from it.",
    "javascript": "Build it once in a module of its own, export it, and import it in the handlers.",
    "go": "Open it once in `main`, and hand the `*sql.DB` or client to the handlers as a field of their struct.",
}


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each place where a request builds a client or pool, with the first route that comes to it."""
    told: set[Place] = set()
    for found in backend.routes:
        if found.route.kind == "websocket" or (open_to_all(found) and "health" in title(found).lower()):
            continue
        for effect, before in _connects(backend, found):
            if effect.place in told or any(word in effect.what for word in _NOT_COSTLY):
                continue
            if _UPKEEP.search(title(found)) or any(_UPKEEP.search(call.name) for call in effect.chain):
                continue
            calls = _way_to(backend, effect)
            if calls is None or any(is_kept(call) or is_once(call) for call in calls) or reads_request(calls):
                continue
            told.add(effect.place)
            yield _match(backend, found, effect, before)


def _connects(backend: Backend, found: FoundRoute) -> Iterator[tuple[Effect, tuple[TraceStep, ...]]]:
    """The connections that a request makes: in the handler, and in what is injected into it or runs before it."""
    for effect in backend.effects_of(found):
        if effect.kind == "connect":
            yield effect, ()
    for guard in found.guards:
        if guard.function is None:
            continue
        for effect in backend.effects.of(guard.function):
            if effect.kind == "connect":
                yield effect, (step(guard.place, f"runs {guard.name} first"),)


def _way_to(backend: Backend, effect: Effect) -> list[tree_sitter.Node] | None:
    """The calls that lead to an effect, its own last; None when one of them cannot be found in the code."""
    calls: list[tree_sitter.Node] = []
    for place, name in (*((item.place, item.name) for item in effect.chain), (effect.place, effect.what)):
        module = backend.project.module(place.path)
        call = call_at(module.tree.root_node, place.line, name) if module is not None else None
        if call is None:
            return None
        calls.append(call)
    return calls


def _match(backend: Backend, found: FoundRoute, effect: Effect, before: tuple[TraceStep, ...]) -> Match:
    module = backend.project.module(effect.place.path)
    language = module.language if module is not None else "python"
    return place_match(
        "connection-per-request",
        effect.place,
        f"`{title(found)}` runs `{effect.what}` on each request, so every caller pays for a new connection or pool and a "
        f"burst of them uses up what the server accepts. {_INSTEAD[language]}",
        trace=(
            *way(found),
            *before,
            *(step(call.place, f"calls {call.name}") for call in effect.chain),
            step(effect.place, f"builds a client: {effect.what}"),
        ),
    )
