"""GraphQL resolvers that are classes with decorated methods: NestJS and type-graphql have the same decorators.

https://docs.nestjs.com/graphql/resolvers and https://typegraphql.com/docs/resolvers.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.frameworks._nest_decorators import Mark, guards_of, marks_of
from backend_review.frameworks.support import guard_of, place_of_function
from backend_review.index.program import Function, Parameter
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphField
from backend_review.model.routes import Guard, Handler
from backend_review.model.values import Callee, Kind, Table, Thing, Value, items_of, options, text_of

_OPERATIONS = {"Query": "query", "Mutation": "mutation", "Subscription": "subscription"}
_FIELDS = {"ResolveField", "ResolveProperty", "ResolveReference", "FieldResolver"}
_ROOTS = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}
_ARROW = re.compile(r"^\(?\s*\w*\s*(?::\s*\w+)?\)?\s*=>\s*(.*)$", re.DOTALL)
_PROMISE = re.compile(r"^(?:Promise|Observable|AsyncIterator|AsyncIterable)<(.*)>$", re.DOTALL)
_DEPTH = 5


def fields_of_class(evaluator: Evaluator, kind: Kind, library: str) -> Iterator[GraphField]:
    """The fields that a resolver class has, the inherited ones too, with the guards of class and method."""
    levels = list(kind.lineage())
    marks = [mark for level in levels for mark in marks_of(evaluator, level.klass.decorators, level.scope)]
    resolver = next((mark for mark in marks if mark.name == "Resolver"), None)
    parent = _type_named(resolver.args[0]) if resolver is not None and resolver.args else ""
    seen: set[str] = set()
    for level in levels:
        for name, function in level.klass.methods.items():
            if name in seen or not function.decorators:
                continue
            seen.add(name)
            own = marks_of(evaluator, function.decorators, level.scope)
            mark = next((item for item in own if _is_of(item, library)), None)
            made = _field(evaluator, kind, level, function, (mark, own, marks), parent) if mark is not None else None
            if made is not None:
                yield made


def _is_of(mark: Mark, library: str) -> bool:
    known = mark.call.name if mark.call is not None else ""
    return (mark.name in _OPERATIONS or mark.name in _FIELDS) and (not known or known.startswith(library))


def is_resolver(evaluator: Evaluator, kind: Kind, library: str) -> bool:
    """Whether a class is a resolver: by a decorator of a library, or by those of its methods."""
    if any(_of_library(item, f"{library}.Resolver") for item in kind.decorators):
        return True
    return any(
        _of_library(evaluator.evaluate(expr, kind.scope), f"{library}.{expr.target.name}")
        for function in kind.klass.methods.values()
        for expr in function.decorators
        if expr.kind == "call" and expr.target is not None and expr.target.name in _OPERATIONS
    )


def _of_library(value: Value, name: str) -> bool:
    return any(
        isinstance(item, Thing) and item.made_by is not None and item.made_by.name == name for item in options(value)
    )


def _field(
    evaluator: Evaluator, kind: Kind, level: Kind, function: Function,
    marks: tuple[Mark, list[Mark], list[Mark]], parent: str,
) -> GraphField | None:  # fmt: skip
    mark, own, above = marks
    operation = _OPERATIONS.get(mark.name, "")
    table = next((item for value in mark.args for item in options(value) if isinstance(item, Table)), Table())
    named = text_of(mark.args[0]) if mark.args else None
    if "name" in table.entries and text_of(table.entries["name"]) is None:
        evaluator.unknown["GraphQL fields whose name is not known"] += 1
        return None
    name = named or text_of(table.entries.get("name")) or function.name
    type = _type_of(mark, function)
    place = place_of_function(function)
    made = GraphField(_ROOTS.get(operation, parent), name, type, place, operation)
    made.handler = Handler(f"{kind.klass.name}.{function.name}", place, function)
    made.guards = [guard for mark in (*reversed(above), *reversed(own)) for guard in _guards(mark)]
    made.arguments = tuple(_arguments(evaluator, level, function))
    made.documented = "description" in table.entries or bool(function.documentation)
    made.is_list = type.startswith("[") or type.endswith("[]")
    return made


def _guards(mark: Mark) -> list[Guard]:
    """What a decorator guards: Nest's ``@UseGuards``, type-graphql's ``@Authorized`` and ``@UseMiddleware``."""
    if mark.call is None:
        return []
    if mark.name in {"UseGuards", "UseMiddleware"}:
        return guards_of(mark.call)
    if mark.name == "Authorized":
        texts = tuple(text for value in mark.args for item in items_of(value) if (text := text_of(item)))
        return [Guard("Authorized", mark.call.place, arguments=texts)]
    return []


def _type_named(value: Value) -> str:
    """The type that ``@Resolver(() => User)`` or ``@Resolver("User")`` says."""
    for item in options(value):
        if isinstance(item, Kind):
            return item.klass.name
        if isinstance(item, Callee):
            found = _ARROW.match(item.function.module.text(item.function.node))
            return found.group(1).strip() if found else ""
    return text_of(value) or ""


def _type_of(mark: Mark, function: Function) -> str:
    """The type of a field: what the decorator's function gives, else what the method returns."""
    for value in mark.args:
        for item in options(value):
            if isinstance(item, Callee):
                found = _ARROW.match(item.function.module.text(item.function.node))
                return " ".join(found.group(1).split())[:120] if found else ""
    returned = _PROMISE.match(function.return_type.strip())
    return (returned.group(1) if returned else function.return_type).strip()


def _arguments(evaluator: Evaluator, level: Kind, function: Function) -> Iterator[str]:
    """The arguments of a field: by name, or the fields of a class of them."""
    for parameter in function.parameters:
        for expr in parameter.decorators:
            target = expr.target if expr.kind == "call" and expr.target is not None else expr
            if target.name not in {"Args", "Arg"}:
                continue
            value = evaluator.evaluate(expr.args[0], level.scope) if expr.args else None
            named = text_of(value)
            if named is None and isinstance(value, Table):
                named = text_of(value.entries.get("name"))
            if named is not None:
                yield named
            else:
                yield from _fields(evaluator, level, parameter)


def _fields(evaluator: Evaluator, level: Kind, parameter: Parameter) -> Iterator[str]:
    made = evaluator.instance_of(parameter.type, level.scope)
    found = list(made.kind.lineage()) if made is not None and made.kind is not None else []
    names = [name for kind in found for name in kind.klass.fields]
    yield from names or [parameter.name or "args"]


def wrapped_guards(call: Call, values: list[Value]) -> list[Guard]:
    """Guards that hold for all resolvers: ``globalMiddlewares: [isAuth]``."""
    return [guard_of(call, item) for value in values for item in items_of(value)]
