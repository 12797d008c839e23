"""The functions that requests come to, over the calls that the model has resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.backend import Backend
from backend_review.checks._model import step, title, way
from backend_review.finding import TraceStep
from backend_review.index.program import Function
from backend_review.model.routes import Place
from backend_review.model.values import Callee

_MOST_CALLS = 6
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Reached:
    """A function that a request comes to: what is asked for, and the calls on the way."""

    name: str
    steps: tuple[TraceStep, ...]
    calls: int = 0


@dataclass
class Reach:
    """What requests come to, by path and place of the function's node."""

    functions: dict[tuple[str, int, int], Reached] = field(default_factory=dict)

    def of(self, path: str, start: int, end: int) -> Reached | None:
        """How a request comes to the function at a place; None where none does, as far as calls were followed."""
        return self.functions.get((path, start, end))


def reach(backend: Backend) -> Reach:
    """The functions that handlers, resolvers and guards call, they themselves among them."""
    made = Reach()
    pending: list[tuple[Function, Reached]] = []
    for function, found in _starts(backend):
        backend.effects.handling(function)  # who calls whom
        pending.append((function, found))
    sites = _sites(backend)
    while pending and len(made.functions) < _MOST:
        function, found = pending.pop(0)
        path = function.module.path
        start, end = int(function.node.start_byte), int(function.node.end_byte)
        if (path, start, end) in made.functions:
            continue
        made.functions[(path, start, end)] = found
        if found.calls >= _MOST_CALLS:
            continue
        for begins, ends, callee in sites.get(path, ()):
            if start <= begins and ends <= end:
                line = function.module.file.data.count(b"\n", 0, begins) + 1
                name = callee.function.name or "function"
                steps = (*found.steps, step(Place(path, line), f"calls {name}"))
                pending.append((callee.function, Reached(found.name, steps, found.calls + 1)))
    return made


def _starts(backend: Backend) -> Iterator[tuple[Function, Reached]]:
    for found in backend.routes:
        if found.route.handler.function is not None:
            yield found.route.handler.function, Reached(f"`{title(found)}`", way(found))
        for guard in found.guards:
            if guard.function is not None:
                yield guard.function, Reached(f"`{title(found)}`", (step(guard.place, f"guard: {guard.name}"),))
    for api in backend.graphs:
        for item in api.fields:
            if item.handler is not None and item.handler.function is not None:
                start = (step(item.handler.place, f"{item.parent}.{item.name} is resolved"),)
                yield item.handler.function, Reached(f"`{item.parent}.{item.name}`", start)


def _sites(backend: Backend) -> dict[str, list[tuple[int, int, Callee]]]:
    """The calls of the project's own functions, by file."""
    found: dict[str, list[tuple[int, int, Callee]]] = {}
    for (path, start, end), called in backend.effects.called.items():
        for item in called:
            if isinstance(item, Callee):
                found.setdefault(path, []).append((start, end, item))
    return found
