"""What each route takes of the request, what checks it, and where it goes.

The frameworks say how the request is read (``REQUESTS``, ``HANDED``, ``takes``); from there values are followed through
the handler, the guards before it, and the functions of the project that they are handed to. Which functions those are,
and which calls are a store's, is known from the walk that finds effects.
"""

from __future__ import annotations

from dataclasses import replace

from backend_review.index.program import Function
from backend_review.model import guards
from backend_review.model.effects import Effects
from backend_review.model.inputs.data import OWN, Check, Depends, Frameworks, Input, Inputs, Read, Request, Sink, Taint
from backend_review.model.inputs.run import Run, handed
from backend_review.model.inputs.schemas import declaration_of_guard
from backend_review.model.routes import FoundRoute, Guard

__all__ = ["OWN", "Check", "Depends", "Frameworks", "Input", "Inputs", "Read", "Request", "Sink", "inputs_of"]


def inputs_of(found: FoundRoute, effects: Effects, frameworks: Frameworks) -> Inputs:
    """What a route takes of the request."""
    run = Run(effects, frameworks, found)
    run.guarding = True
    for guard in found.guards:
        _before(run, guard)
    run.guarding = False
    run.result.sinks.clear()
    run.forget()
    function = found.route.handler.function
    if function is not None:
        effects.of(function)  # who calls whom, and the stores
        try:
            run.function(function, handed(run, function, found), ())
        except RecursionError:
            effects.unsure["functions nested too deep to follow"] += 1
    made = run.result
    made.sinks = [replace(sink, inputs=tuple(map(run.finished, sink.inputs))) for sink in made.sinks]
    return made


def _before(run: Run, guard: Guard) -> None:
    """A guard that checks input before the handler has it: of a library, or the project's own code."""
    if guard.name.endswith("Pipe") and run.found.app.framework in run.frameworks.takes:
        return  # what pipes check is said of each parameter
    source = guards.checks_part(guard)
    if source:
        run.check(Check(source, guard.name, guard.place))
        run.schemas.append(declaration_of_guard(run, guard))
        return
    function: Function | None = guard.function
    if function is None or guards.authenticates(guard):
        return
    run.effects.of(function)
    types = run.frameworks.handed.get(run.found.app.framework, ())
    given: dict[str, Taint] = {
        parameter.name or f"@{parameter.node.start_byte}": frozenset({Request(type)})
        for parameter, type in zip(function.parameters, types, strict=False)
        if type
    }
    try:
        run.function(function, given, ())
    except RecursionError:
        run.effects.unsure["functions nested too deep to follow"] += 1
