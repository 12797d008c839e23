"""What raising an exception, or handing one on, answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.model.answers.data import Answer
from backend_review.model.answers.status import exception_status, status_of
from backend_review.model.values import Callee, Kind, Known, Library, Thing, Value, options

if TYPE_CHECKING:
    from backend_review.model.flow import Walk

_STATUS = ("status_code", "statusCode", "status", "code", "http_status", "httpStatus", "Status", "StatusCode", "Code")


def is_answer(value: Value) -> bool:
    """Whether a value is an answer that was made and not sent."""
    return any(isinstance(item, Thing) and isinstance(item.model, Answer) for item in options(value))


def of(walk: Walk, value: Value) -> Answer | None:
    """The answer that raising a value gives; None when nothing is known of it."""
    if isinstance(value, Kind):  # raise NotFound
        value = Thing(kind=value)
    if isinstance(value, Library):
        known = value.name in walk.libraries.rules
        code = exception_status(value.name) if known else None
        return Answer(code, "json" if known else "", error=True, raised=_last(value.name))
    if not isinstance(value, Thing):
        return None
    if isinstance(value.model, Answer):
        return value.model
    if value.kind is not None:
        return _of_class(walk, value, value.kind)
    name = value.type.removesuffix("()")
    return Answer(None, "", error=True, raised=_last(name)) if name else None


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _of_class(walk: Walk, value: Thing, kind: Kind) -> Answer:
    """An exception of a class of the project: the library's class that it derives from, and the status it says."""
    base = next((name for name in kind.libraries() if name in walk.libraries.rules), "")
    made = Answer(None, "json" if base else "", error=True, raised=kind.klass.name)
    for name in _STATUS:
        for members in (value.attributes, *(item.attributes for item in kind.lineage())):
            code = status_of(members.get(name))
            if code is not None:
                return replace(made, status=code)
    for level in kind.lineage():
        for name in ("__init__", "constructor"):
            function = level.attributes.get(name)
            if isinstance(function, Callee):
                found = _told_above(walk, function)
                if found is not None:
                    return replace(made, status=found)
    return replace(made, status=exception_status(base) if base else None)


def _told_above(walk: Walk, constructor: Callee) -> int | None:
    """The status that a constructor hands to the class above: ``super().__init__(status_code=404)``."""
    module = constructor.function.module
    for call in module.calls_in(constructor.function.node):
        target = call.target
        written = module.text(target.node) if target is not None else ""
        if written != "super" and not written.endswith("__init__"):
            continue
        scope = walk.surroundings.module(module)
        for expr in (*call.named.values(), *call.args):
            if expr.kind in {"number", "attr"}:
                value = Known(expr.value) if expr.kind == "number" else walk.evaluator.evaluate(expr, scope)
                code = status_of(value)
                if code is not None:
                    return code
    return None
