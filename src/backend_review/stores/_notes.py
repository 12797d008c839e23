"""Calls that stores remember while a program is followed, to read declarations from when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.model.evaluator import Call, Evaluator, Handler
from backend_review.model.values import Known, Thing, Value, text_of


@dataclass(frozen=True, slots=True, eq=False)
class Noted:
    """A call of a library that declares something; ``made`` is what it gave."""

    store: str
    call: Call
    made: Value


def noting(store: str, chained: bool = False, name: str = "") -> Handler:
    """A handler that remembers calls; ``chained`` ones give the object they are methods of, others one that has its
    first argument as a member called ``name``."""

    def note(call: Call) -> Value:
        made: Value = call.receiver if chained and call.receiver is not None else call.thing(f"{call.name}()")
        named = text_of(call.arg(0)) if name else None
        if named is not None and isinstance(made, Thing):
            made.attributes[name] = Known(named)
        call.evaluator.found.append(Noted(store, call, made))
        return made

    return note


def noted(evaluator: Evaluator, store: str) -> Iterator[Noted]:
    """What a store remembered, in the order it happened."""
    return (item for item in list(evaluator.found) if isinstance(item, Noted) and item.store == store)
