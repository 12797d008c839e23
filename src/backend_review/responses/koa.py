"""Koa. https://koajs.com/#response"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.answers.data import ON_ERROR, Answer
from backend_review.model.answers.rules import raises, sends
from backend_review.model.answers.status import status_of
from backend_review.model.libraries import Rule
from backend_review.model.uses import Use
from backend_review.model.values import Known, Unknown, Value

C = "koa.Context"
ATTRIBUTES = {f"{C}.response": C}
PARAMETERS = {"koa": (C, "koa.Next")}
TYPES = {"koa-router.RouterContext": C, "@koa/router.RouterContext": C, "koa.ParameterizedContext": C}


def _body(use: Use) -> Value:
    """``ctx.body = x``; a status that is said before or after counts for it."""
    value = use.args[0]
    status = _status_before(use)
    empty = isinstance(value, Known) and value.value is None
    parent = use.expr.node.parent
    right = parent.child_by_field_name("right") if parent is not None else None
    written = " ".join(use.walk.module.text(right).split())[:160] if right is not None else ""
    made = Answer(status or (204 if empty else None), "empty" if empty else "json", value, written, place=use.place)
    use.walk.answer(made)
    return Unknown()


def _status_before(use: Use) -> int | None:
    """The status that was said last in the same block, or before all conditions."""
    last = use.walk.answers[-1] if use.walk.answers else None
    here = use.walk.conditions[-1] if use.walk.conditions else ""
    if last is None or last.kind != "status" or last.condition not in {here, ""}:
        return None
    return None if last.condition != here and here == ON_ERROR else last.status


def _status(use: Use) -> Value:
    code = status_of(use.args[0])
    last = use.walk.answers[-1] if use.walk.answers else None
    here = use.walk.conditions[-1] if use.walk.conditions else ""
    if last is not None and last.kind == "json" and not last.chain and last.condition == here:
        use.walk.answers[-1] = replace(last, status=code)
    elif code is not None:
        use.walk.answer(Answer(code, "status", place=use.place))
    return Unknown()


RULES: dict[str, Rule] = {
    f"{C}.body=": _body,
    f"{C}.status=": _status,
    f"{C}.throw": raises("text", 1, 0, 500),
    f"{C}.assert": lambda use: raises("text", 2, 1, 500)(use),
    f"{C}.redirect": sends("redirect", 0, None, 302),
    f"{C}.render": sends("html", None, None, 200),
}
