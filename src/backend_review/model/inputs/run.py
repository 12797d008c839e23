"""One route: what it takes of the request, what checks it and where it goes, gathered while it is followed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.index.program import Function, Module
from backend_review.model.effects import Effects, Step
from backend_review.model.inputs.data import (
    NONE,
    Check,
    Depends,
    Frameworks,
    Input,
    Inputs,
    Members,
    Request,
    Sink,
    Taint,
)
from backend_review.model.inputs.schemas import Types, declared_bound
from backend_review.model.inputs.taints import inputs_in
from backend_review.model.routes import FoundRoute, Place

if TYPE_CHECKING:
    from backend_review.model.inputs.tracking import Body

MAX_DEPTH = 7
_SELF = {"self", "cls", "this"}


class Run:
    """One route: what was found so far."""

    def __init__(self, effects: Effects, frameworks: Frameworks, found: FoundRoute) -> None:
        self.effects, self.frameworks, self.found = effects, frameworks, found
        self.types = Types(effects)
        self.result = Inputs()
        self.steps = 0
        self.bounded: set[tuple[str, str]] = set()
        self._running: set[int] = set()
        self._known: dict[object, tuple[Taint, list[Taint]]] = {}
        self._results: dict[int, list[Taint]] = {}  # of functions, when they were followed last
        self.declared: dict[tuple[str, str], Input] = {}  # by the route's own schema
        self.defaulted: set[tuple[str, str]] = set()  # what the code gives a value when the client sends none
        self.receiver = ""  # the class whose object the method is called on that is followed
        self.tried = 0  # how many ``try`` are around what is followed
        self.guarding = False  # whether what is followed is a guard
        self.schemas: list[str] = []  # what guards check with, as it is written
        self._offered: dict[str, bool] = {}
        self._taken: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """What guards take of the request is not the handler's."""
        self.result.taken.clear()
        self._taken.clear()
        self._known.clear()

    def finished(self, item: Input) -> Input:
        """An input with what was found later: that it cannot be too large."""
        by_guard = any(declared_bound(text, item.name) for text in self.schemas) and item.source in {"query", "body"}
        bounded = item.bounded or item.key in self.bounded or by_guard
        return replace(item, bounded=bounded, optional=item.optional and item.key not in self.defaulted)

    def take(self, items: Iterable[Input]) -> Taint:
        """Input is taken of the request."""
        found = frozenset(items)
        for item in inputs_in(found):
            if item.key not in self._taken and item.name != "?":
                self._taken.add(item.key)
                self.result.taken.append(item)
            if item.check is not None:
                self.check(item.check)
        return found

    def check(self, check: Check) -> None:
        """Something checks input."""
        if check not in self.result.checks:
            self.result.checks.append(check)

    def declare(self, item: Input) -> None:
        """The type that a part of the request is decoded into becomes known."""
        for index, known in enumerate(self.result.taken):
            if known.key == item.key and not known.type:
                self.result.taken[index] = item

    def sink(self, sink: Sink) -> None:
        """Input goes somewhere."""
        if sink.inputs and sink not in self.result.sinks:
            self.result.sinks.append(sink)

    def function(self, function: Function, given: dict[str, Taint], chain: tuple[Step, ...],
                 around: Body | None = None) -> Taint:  # fmt: skip
        """What a function returns of the input that it is given."""
        node = function.node
        key = (function.module.path, node.start_byte, node.end_byte, frozenset(given.items()),
               self.receiver, id(around) if around is not None else 0)  # fmt: skip
        if key in self._known:
            returned, self._results[node.id] = self._known[key]
            return returned
        if node.id in self._running or len(chain) > MAX_DEPTH or len(self._running) > 25:
            return NONE
        self._running.add(node.id)
        try:
            from backend_review.model.inputs.tracking import Body  # which follows calls through this

            body = Body(self, function, given, chain, around)
            body.run(function.body())
        finally:
            self._running.discard(node.id)
        self._known[key] = body.returned, body.results
        self._results[node.id] = body.results
        return body.returned

    def results_of(self, function: Function) -> list[Taint]:
        """What was in each of the results of a function when it was followed last (Go)."""
        return self._results.get(function.node.id, [])

    def offered(self, module: Module) -> bool:
        """Whether a module imports an object that the request is read from by everybody (flask.request)."""
        if module.path not in self._offered:
            names = (f"{item.module}.{item.member}" for statement in module.body for item in statement.imports)
            self._offered[module.path] = any(self.members(name) for name in names)
        return self._offered[module.path]

    def described(self, item: Input) -> Input:
        """An input with what the route's schema says of it."""
        known = self.declared.get(item.key)
        if known is None and not item.name:
            known = next((other for key, other in self.declared.items() if key[0] == item.source), None)
            known = replace(known, bounded=False) if known is not None else None
        if known is None and item.name:
            known = self.declared.get((item.source, ""))
        if known is None:
            return item
        return replace(item, check=known.check, bounded=known.bounded)

    def depends(self, given: Depends) -> Taint:
        """What a dependency gives (FastAPI)."""
        env = {name: self.given(value) for name, value in given.takes}
        return self.function(given.function.function, env, ())

    def given(self, value: Taint | Depends) -> Taint:
        """What a parameter is filled with."""
        if isinstance(value, Depends):
            return self.depends(value)
        self.take(item for item in value if isinstance(item, Input))
        return value

    def members(self, type: str) -> Members:
        """What the members of an object that the request is read from give."""
        return self.frameworks.requests.get(type, {})


def handed(run: Run, function: Function, found: FoundRoute) -> dict[str, Taint]:
    """What a handler's parameters are filled with."""
    framework = found.app.framework
    takes = run.frameworks.takes.get(framework)
    given: dict[str, Taint] = {}
    if takes is not None:
        filled = takes(found, function, run.types)
        described = filled.pop("=", NONE)
        if isinstance(described, frozenset):
            run.declared = {item.key: item for item in described if isinstance(item, Input)}
        given = {name: run.given(value) for name, value in filled.items()}
    types = run.frameworks.handed.get(framework, ())
    own = [item for item in function.parameters if item.name not in _SELF]
    for parameter, type in zip(own, types, strict=False):
        key = parameter.name or f"@{parameter.node.start_byte}"
        if key not in given and type:
            given[key] = frozenset({Request(type)})
    if function.owner is not None and types:
        for name in ("self",):
            given.setdefault(name, frozenset({Request(f"{framework}.self")}))
    for parameter in own:
        if parameter.name and parameter.name not in given and f"{{{parameter.name}}}" in found.path:
            place = Place(function.module.path, function.line)
            converter = re.search(rf"<(int|float|uuid|path|slug)\b[^<>]*:{parameter.name}>", found.route.path)
            converted = converter is not None and converter[1] in {"int", "float", "uuid"}
            check = Check(f"path {parameter.name}", "the path's converter", found.route.place) if converted else None
            given[parameter.name] = run.given(
                frozenset({Input("path", parameter.name, place, parameter.type, check=check)})
            )
    return given
