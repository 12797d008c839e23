"""Where work begins: handlers of routes, resolvers of GraphQL fields, jobs, with what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.backend import Backend
from backend_review.checks._model import step, title, way
from backend_review.finding import TraceStep
from backend_review.model.circumstances import Loop
from backend_review.model.effects import Effect
from backend_review.responses._pydantic import of_response


@dataclass(frozen=True, slots=True)
class Entry:
    """A function that something outside of the program calls: ``name`` as people say it, ``way`` how it gets there."""

    name: str
    way: tuple[TraceStep, ...]
    effects: tuple[Effect, ...]
    waited_for: bool = True  # by somebody who sent a request
    by_hand: bool = False  # a command, which somebody runs once in a while


def entries(backend: Backend) -> Iterator[Entry]:
    """All entries of a backend; a function that several routes have once."""
    seen: set[int] = set()
    for found in backend.routes:
        function = found.route.handler.function
        if function is None:
            view = found.route.options.get("view")
            effects = backend.inherited_by(found).effects
            if effects and id(view) not in seen:
                seen.add(id(view))
                yield Entry(f"`{title(found)}`", way(found), tuple(effects))
            continue
        if function.node.id in seen:
            continue
        seen.add(function.node.id)
        summary = backend.summary_of(found)
        effects = list(summary.effects)
        if found.app.framework == "fastapi" and found.route.response_schema:
            effects += of_response(backend.effects, function, summary.results, found.route.response_schema)
        yield Entry(f"`{title(found)}`", way(found), tuple(effects))
    for api in backend.graphs:
        for item in api.fields:
            function = item.handler.function if item.handler is not None else None
            if function is None or item.handler is None or function.node.id in seen:
                continue
            seen.add(function.node.id)
            start = (step(item.handler.place, f"{item.parent}.{item.name} is resolved"),)
            yield Entry(f"`{item.parent}.{item.name}`", start, tuple(backend.effects.handling(function).effects))
    for job in backend.jobs:
        if job.function.node.id not in seen:
            seen.add(job.function.node.id)
            summary = backend.effects.handling(job.function)
            yield Entry(
                f"The {job.name}",
                (step(job.place, f"starts the {job.name}"),),
                tuple(summary.effects),
                False,
                job.by_hand,
            )


# What takes longer than a query, or is done for one row at a time on purpose.
_APART = frozenset({"outbound_call", "transaction"})
_APART_IN_JOBS = _APART | {"write", "delete", "publish", "file_access"}
_SAVES = re.compile(r"(?:^|\.)(?:save|delete)$")


def stands_apart(entry: Entry, effect: Effect, loop: Loop, waited_for: bool = True) -> bool:
    """Whether the rounds of a loop are each for themselves, so that what an effect reads in them is a small part.

    A round asks another service, has a transaction of its own or saves its row by a method that does more; a job writes
    in each; a command is run by hand, once in a while.
    """
    if entry.by_hand:
        return True
    if any(_SAVES.search(call.name) for call in effect.chain[loop.calls :]):
        return True
    kinds = _APART if waited_for and entry.waited_for else _APART_IN_JOBS
    return any(
        other.kind in kinds and any(around.place == loop.place for around in other.loops) for other in entry.effects
    )
