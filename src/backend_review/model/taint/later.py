"""Functions that a call hands to somebody else who calls them: tasks, threads, what has some of its arguments."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module
from backend_review.model.effects import Effects
from backend_review.model.values import Callee, Value, options

MAX_CALLEES = 4
# Methods of tasks that have them run later: Celery, dramatiq, taskiq, procrastinate.
BY_LIST = {"apply_async", "apply"}
_LATER = {*BY_LIST, "delay", "send", "kiq", "defer", "s", "si", "signature"}


def is_partial(expr: Expr) -> bool:
    """Whether a call gives a function that has some of its arguments: ``functools.partial(find, "a")``."""
    return expr.kind == "call" and expr.target is not None and expr.target.name == "partial" and bool(expr.args)


def later(expr: Expr) -> Iterator[tuple[int, Expr]]:
    """What a call may have called by somebody else: ``convert.delay(name)``, ``submit(convert, name)``.

    With its place among the arguments, what follows is for it; -1 for none.
    """
    target = expr.target
    if target is not None and target.kind == "attr" and target.name in _LATER and target.target is not None:
        yield -1, target.target
    for index, item in enumerate(expr.args):
        if item.kind in {"name", "attr"} and (expr.args[index + 1 :] or expr.named):
            yield index, item
    if "target" in expr.named:
        yield -1, expr.named["target"]


def functions_of(effects: Effects, module: Module, expr: Expr) -> list[Function]:
    """The project's functions that a name or member of a module stands for."""
    if expr.kind not in {"name", "attr"}:
        return []
    evaluator = effects.evaluator
    scope = evaluator.scope_of(module.path)
    found: list[Value] = []

    def look() -> None:
        if scope is not None:
            found.append(evaluator.evaluate(expr, scope))

    evaluator.attempt(look, 300)
    return [item.function for value in found for item in options(value) if isinstance(item, Callee)][:MAX_CALLEES]
