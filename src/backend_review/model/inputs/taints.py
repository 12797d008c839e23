"""Values that come from the request: what becomes of them when they are put into others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from backend_review.index.program import Module
from backend_review.model.inputs.data import Input, Request, Taint


def inputs_in(values: Iterable[Input | Request]) -> list[Input]:
    """The inputs among what a value has of the request, in an order that is the same in every run."""
    found = {item for item in values if isinstance(item, Input)}
    return sorted(found, key=_order)


def _order(item: Input) -> tuple[object, ...]:
    return (item.key, item.place.path, item.place.line, item.type, item.nested, item.optional, item.check is None)


def nested(values: Taint) -> Taint:
    """Input under a name of its own."""
    return frozenset(replace(i, nested=True) if isinstance(i, Input) and not i.name else i for i in values)


def parts_of(values: Taint) -> Taint:
    """What is made of input, no longer all of a part as it was sent."""
    return frozenset(replace(i, name=i.name or "?") if isinstance(i, Input) else i for i in values)


def imported_type(module: Module, name: str) -> str:
    """The full name of something that a file imports from a library."""
    for statement in module.body:
        for item in statement.imports:
            if item.name == name and item.member:
                return f"{item.module}.{item.member}"
    return ""
