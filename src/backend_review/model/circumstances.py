"""Under what circumstances something is done: in which loops, and whether inside a transaction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from backend_review.model.routes import Place
from backend_review.model.values import Callee, Items, Kind, Known, Library, Table, Value, options

if TYPE_CHECKING:
    from backend_review.index.expressions.data import Expr
    from backend_review.index.program import Function, Module

# What calls the function it is given once for each item.
EACH = {
    *("map", "forEach", "flatMap", "filter", "reduce", "some", "every", "find", "mapSeries", "each", "eachSeries"),
    *("starmap", "for_each", "mapLimit", "eachLimit", "Map", "ForEach"),
}
WRITTEN = "written"  # the kind of loop that writing many rows with a serializer is
# Decorators that put a whole function into a transaction, by the names that libraries and projects give them.
_TRANSACTIONAL = re.compile(r"(?:^|[._])(?:atomic|transactional|transaction|in_transaction|db_session)$", re.IGNORECASE)
_MAX_LOOPS = 4


class Loop(msgspec.Struct, frozen=True):
    """A loop around something: ``kind`` is for, while, comprehension or each (a function called for each item).

    ``over`` is what is gone over, as it is written; ``fixed`` says that its items are constants. ``calls`` is how many
    of an effect's calls lead to it: those after them are made in each of its rounds.
    """

    kind: str
    place: Place
    over: str = ""
    fixed: bool = False
    calls: int = 0


class Circumstances:
    """The loops and transactions around the place that a walk is at."""

    def __init__(self) -> None:
        self.loops: tuple[Loop, ...] = ()
        self.transactions = 0

    @contextmanager
    def inside(self, loop: Loop) -> Iterator[None]:
        """What is done inside of a loop."""
        outer = self.loops
        self.loops = (*outer, loop)[:_MAX_LOOPS]
        try:
            yield
        finally:
            self.loops = outer

    @contextmanager
    def outside(self) -> Iterator[None]:
        """What is done another time, whatever loops stand around the place where it is written."""
        outer, self.loops = self.loops, ()
        try:
            yield
        finally:
            self.loops = outer

    @contextmanager
    def block(self) -> Iterator[None]:
        """A block that ends the transactions that begin in it (``with session.begin():``)."""
        outer = self.transactions
        try:
            yield
        finally:
            self.transactions = outer


def loop_over(kind: str, module: Module, expr: Expr | None, value: Value | None, place: Place) -> Loop:
    """The loop that goes over an expression."""
    text = " ".join(module.text(expr.node).split())[:80] if expr is not None else ""
    return Loop(kind, place, text, _is_fixed(value))


def _is_fixed(value: Value | None) -> bool:
    found = list(options(value)) if value is not None else []
    return bool(found) and all(
        (isinstance(item, Items) and item.complete and item.items and all(map(_is_constant, item.items)))
        or (isinstance(item, Kind) and any("Enum" in name or name == "Choices" for name in _bases(item)))
        for item in found
    )


def _is_constant(value: Value) -> bool:
    if isinstance(value, Table):  # a list of what to do with each of some classes
        return bool(value.entries) and all(map(_is_constant, value.entries.values()))
    return isinstance(value, (Known, Items, Kind, Callee, Library))


def _bases(kind: Kind) -> list[str]:
    return [name.rpartition(".")[2] for name in kind.libraries()]


def is_transactional(function: Function) -> bool:
    """Whether a decorator puts the whole function into a transaction: ``@transaction.atomic``, ``@Transactional()``."""
    for decorator in function.decorators:
        target = decorator.target if decorator.kind == "call" and decorator.target is not None else decorator
        given = decorator.args if target.name == "method_decorator" else []
        if any(_TRANSACTIONAL.search(function.module.text(item.node)) for item in (target, *given)):
            return True
    return False
