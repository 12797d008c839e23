"""Functions that are made of functions: ``functools.partial(f, a)``, lodash's ``flow([f, g])``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backend_review.model.values import Items, Native, Unknown, Value

if TYPE_CHECKING:
    from backend_review.model.evaluator import Call

_MOST = 100
_PIPES = ("lodash", "lodash/fp", "underscore", "es-toolkit", "es-toolkit/compat", "ramda", "redux", "recompose")


def _partial(call: Call) -> Value:
    """``functools.partial(f, a, b=1)``: a function that has some of its arguments."""
    callee, first, named = call.arg(0), call.args[1:], call.named
    if callee is None:
        return Unknown()
    return Native(
        "functools.partial",
        lambda made: made.evaluator.call(callee, [*first, *made.args], {**named, **made.named}, made.expr, made.scope),
    )


def _piped(backwards: bool) -> Callable[[Call], Value]:
    """``flow([f, g])``, ``flow(f, g)``: a function that calls one after the other with what the one before gave."""

    def rule(call: Call) -> Value:
        steps = [item for value in call.args for item in (value.items if isinstance(value, Items) else [value])]
        steps = (steps[::-1] if backwards else steps)[:_MOST]

        def run(made: Call) -> Value:
            given = list(made.args)
            for step in steps:
                given = [made.evaluator.call(step, given, {}, made.expr, made.scope)]
            return given[0] if given else Unknown()

        return Native(call.name, run)

    return rule


TABLE: dict[str, Callable[[Call], Value]] = {
    "functools.partial": _partial,
    **{f"{library}.{name}": _piped(False) for library in _PIPES for name in ("flow", "pipe")},
    **{f"{library}.{name}": _piped(True) for library in _PIPES for name in ("flowRight", "compose")},
}
