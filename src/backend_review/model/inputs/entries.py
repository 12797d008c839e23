"""The parameters through which input enters the program: those of handlers, resolvers and remote calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backend_review.finding import TraceStep
from backend_review.index.program import Field, Function, Module, Parameter
from backend_review.model.effects import Effects
from backend_review.model.graphql import GraphApi
from backend_review.model.inputs.data import Frameworks, Input
from backend_review.model.inputs.remote import remote_methods
from backend_review.model.inputs.run import Run, handed
from backend_review.model.inputs.schemas import Types
from backend_review.model.inputs.taints import inputs_in
from backend_review.model.jobs import Job
from backend_review.model.routes import FoundRoute, Place
from backend_review.model.taint import Entries, Entry
from backend_review.model.taint.calls import key_of
from backend_review.model.taint.data import harmless
from backend_review.model.values import Kind

_FEW_WORDS = re.compile(r"^(?:Annotated\[\s*)?Literal\[")
_ANY = re.compile(
    r"^:?\s*(?:Optional\[|list\[|List\[)?(?:typing\.)?(?:dict|Dict|Mapping|Any|object|JSON|Json|unknown|any|Record)\b"
)
_MOST_SCHEMAS = 20
_NOT_ASKED = {"self", "cls", "info", "parent", "root", "obj", "_", "_parent", "_root", "ctx", "context"}


def entries_of(
    routes: Iterable[FoundRoute],
    graphs: Iterable[GraphApi],
    jobs: Iterable[Job],
    effects: Effects,
    frameworks: Frameworks,
) -> Entries:
    """What requests fill, by path and node of the function, then by parameter."""
    found: dict[tuple[str, int], dict[str, Entry]] = {}
    for route in routes:
        _handler(found, Run(effects, frameworks, route), route)
    for api in graphs:
        for field in api.fields:
            function = field.handler.function if field.handler is not None else None
            if function is not None:
                _resolver(found, function, f"{field.parent}.{field.name}")
    for job in jobs:
        if job.message:
            _consumer(found, job)
    for method in remote_methods(effects.evaluator):
        _remote(found, *method)
    return found


def _handler(found: dict[tuple[str, int], dict[str, Entry]], run: Run, route: FoundRoute) -> None:
    """What a request fills of a handler's parameters."""
    function = route.route.handler.function
    if function is None:
        return
    try:
        given = handed(run, function, route)
    except RecursionError:
        return
    steps = (_step(route.route.place, f"{'/'.join(route.methods)} {route.path}"),)
    here = found.setdefault((function.module.path, function.node.id), {})
    for key, value in given.items():
        every = inputs_in(value)
        inputs = [item for item in every if not _safe(item, function, run.types)]
        if every:
            place = Place(function.module.path, function.line)
            here.setdefault(key, _entry(every, inputs, steps, place, run.types))
        elif not value:  # a dependency was followed that gives nothing of the request
            here.setdefault(key, Entry(key, steps, harmless=True))


def _entry(every: list[Input], inputs: list[Input], steps: tuple[TraceStep, ...], place: Place, types: Types) -> Entry:
    """What a parameter is filled with: ``inputs`` are those parts that are neither numbers nor one of a few words."""
    first = (inputs or every)[0]
    entered = _step(place, f"input enters: {first.title}")
    # What a dependency makes of several parts of the request has them under their names.
    names = {item.name for item in every} - {item.name for item in inputs}
    safe = _safe_members(first, types) | (names if len(every) > 1 else set())
    return Entry(first.title, (*steps, entered), frozenset(safe), _text(first), _loose(first), harmless=not inputs)


def _consumer(found: dict[tuple[str, int], dict[str, Entry]], job: Job) -> None:
    """A message of a queue: whoever may publish wrote it."""
    function = job.function
    here = found.setdefault((function.module.path, function.node.id), {})
    entered = _step(job.place, f"a message enters: {job.name}")
    for parameter in function.parameters:
        if parameter.name not in _NOT_ASKED and not harmless(parameter.type):
            here.setdefault(key_of(parameter), Entry("message", (entered,), text=False, remote=True))


def _resolver(found: dict[tuple[str, int], dict[str, Entry]], function: Function, name: str) -> None:
    """The arguments of a GraphQL field: by name in Python and Go, the second parameter in JavaScript."""
    taken = list(function.parameters)
    if function.module.language == "javascript" and function.owner is None:
        taken = taken[1:2]
    here = found.setdefault((function.module.path, function.node.id), {})
    entered = _step(Place(function.module.path, function.line), f"input enters: arguments of {name}")
    for parameter in taken:
        if parameter.name not in _NOT_ASKED and not harmless(parameter.type):
            here.setdefault(key_of(parameter), Entry(f"argument {parameter.name}", (entered,)))


def _remote(
    found: dict[tuple[str, int], dict[str, Entry]], function: Function, taken: list[Parameter], safe: frozenset[str]
) -> None:
    """The message of a call of gRPC, or the stream that messages come from; ``safe`` are its numbers and the like."""
    here = found.setdefault((function.module.path, function.node.id), {})
    entered = _step(Place(function.module.path, function.line), f"input enters: the message of `{function.name}`")
    for parameter in taken:
        here.setdefault(key_of(parameter), Entry("message", (entered,), safe))


def _safe(item: Input, function: Function, types: Types) -> bool:
    """Whether a part of the request is a number or one of a few words by the time the handler has it."""
    converted = item.check is not None and item.check.by == "the path's converter"
    if converted or harmless(item.type) or _FEW_WORDS.match(item.type):
        return True
    kind = item.schema or (types.kind(item.type, function.module) if item.type else None)
    return kind is not None and any(name.startswith("enum.") for name in kind.libraries())


def _text(item: Input) -> bool:
    """Whether a part of the request is text, as parts of a path are; what has a schema has no keys but its own."""
    in_text = item.source in {"path", "query", "header", "cookie"} or item.type.lstrip(":* ") in {"str", "string"}
    return in_text or item.schema is not None


def _safe_members(item: Input, types: Types) -> frozenset[str]:
    """The fields of a schema that hold no text, and those of the schemas in it whose name no field with text has."""
    if item.schema is None:
        return frozenset()
    own = {field.name for field, _ in _fields(item.schema) if harmless(field.type)}
    inner: set[str] = set()
    others: set[str] = set()
    seen, pending = [item.schema], [item.schema]
    while pending:
        for field, module in _fields(pending.pop()):
            (inner if harmless(field.type) else others).add(field.name)
            if _ANY.match(field.type):
                return frozenset(own)  # it may have any keys
            kind = types.kind(field.type, module) if field.type else None
            if kind is not None and kind not in seen and len(seen) < _MOST_SCHEMAS:
                seen.append(kind)
                pending.append(kind)
    return frozenset(own | (inner - others))


def _fields(kind: Kind) -> Iterator[tuple[Field, Module]]:
    for level in kind.lineage():
        for field in level.klass.fields.values():
            yield field, level.klass.module


def _loose(item: Input) -> frozenset[str]:
    """The fields of a schema that take any object."""
    levels = item.schema.lineage() if item.schema is not None else ()
    return frozenset(name for level in levels for name, field in level.klass.fields.items() if _ANY.match(field.type))


def _step(place: Place, message: str) -> TraceStep:
    return TraceStep(place.path, place.line, 1, message)
