"""Decorators of TypeScript classes and their members: what a library's decorators say, directly or through a
project's own ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place, place_of
from backend_review.model.values import Callee, Known, Scope, Table, Thing, Value, options

_MAX_NESTED = 3


def marks_of(evaluator: Evaluator, decorators: Sequence[Expr], scope: Scope, library: re.Pattern[str]) -> list[Call]:
    """The calls of a library's decorators that stand above something, in the order they are written."""
    found: list[Call] = []
    for expr in decorators:
        found += _of_value(evaluator, evaluator.evaluate(expr, scope), library, 0)
    return found


def _of_value(evaluator: Evaluator, value: Value, library: re.Pattern[str], depth: int) -> Iterator[Call]:
    for item in options(value):
        if isinstance(item, Thing) and item.made_by is not None:
            made = item.made_by
            if made.name.rpartition(".")[2] == "applyDecorators":
                for part in made.args if depth < _MAX_NESTED else ():
                    yield from _of_value(evaluator, part, library, depth + 1)
            elif library.search(made.name):
                yield made
        elif isinstance(item, Callee) and depth < _MAX_NESTED:  # (target, key) => { Column(options)(target, key) }
            for call in item.function.module.calls_in(item.function.node):
                yield from _of_value(evaluator, evaluator.evaluate(call, item.scope), library, depth + 1)


def word(call: Call) -> str:
    """The decorator's own name: ``Column``."""
    return call.name.rpartition(".")[2]


def settings(call: Call) -> Table:
    """The options object that a decorator is given; an empty one where there is none."""
    for value in reversed(call.args):
        found = next((item for item in options(value) if isinstance(item, Table)), None)
        if found is not None:
            return found
    return Table()


def is_true(value: Value | None) -> bool | None:
    """A flag of an options object; None when it is not given or not known."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Known) and (isinstance(item.value, bool) or item.value is None):
            return bool(item.value)
    return None


def returned(evaluator: Evaluator, value: Value | None) -> Value | None:
    """What ``() => User`` gives; any other value as it is."""
    function = next((item for item in options(value) if isinstance(item, Callee)), None) if value is not None else None
    if function is None:
        return value
    found: list[Value] = []
    evaluator.attempt(lambda: found.append(evaluator.invoke(function, [], {}, None)))
    return found[0] if found else None


def entry_text(call: Call, held: Table, name: str) -> str | None:
    """An option as the code has it, for defaults; None when it is not given."""
    if name not in held.entries:
        return None
    for expr in reversed(call.expr.args):
        for key, item in expr.entries if expr.kind == "dict" else ():
            if key is not None and key.kind == "text" and key.value == name:
                return " ".join(call.scope.module.text(item.node).split())[:80]
    return "…"


def entry_places(call: Call, index: int) -> dict[str, Place]:
    """Where the entries of an object that a call is given stand, those of objects in it as ``a.b``."""
    found: dict[str, Place] = {}
    exprs = call.expr.args
    if index < len(exprs):
        _places(call, exprs[index], "", found, 0)
    return found


def _places(call: Call, expr: Expr, prefix: str, found: dict[str, Place], depth: int) -> None:
    for key, item in expr.entries if expr.kind == "dict" and depth < _MAX_NESTED else ():
        if key is not None and key.kind == "text":
            line = int(key.node.start_point[0])
            found[f"{prefix}{key.value}"] = place_of(call.scope.module, line)
            _places(call, item, f"{prefix}{key.value}.", found, depth + 1)


__all__ = ["entry_places", "entry_text", "is_true", "marks_of", "returned", "settings", "word"]
