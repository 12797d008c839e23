"""What functions of Go's libraries do with what they are given: decoders that fill variables, formats, conversions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model.taint.data import Taint, harmless, join, stopped, whole

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

# Functions and methods that fill the variables they are given pointers of from the rest, or from what they belong to.
_DECODES = re.compile(r"^(?:Unmarshal\w*|Decode\w*|Bind\w*|ShouldBind\w*|Parse\w*Into|ReadJSON|ReadFull|Read|Receive)$")
_FORMATS = {"Sprintf": 0, "Errorf": 0, "Appendf": 1, "Fprintf": 1, "Printf": 0}
_VERB = re.compile(r"%(?:%|[-+# 0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(?P<verb>[a-zA-Z]))")
_NUMBERS = frozenset("dtfFeEgGboOUcp")


def filled(walk: Walk, expr: Expr, owner: Taint, args: list[Taint]) -> None:
    """Note what a decoder puts into variables: ``json.Unmarshal(body, &order)``, ``decoder.Decode(order)``."""
    name = expr.target.name if expr.target is not None else ""
    if not _DECODES.match(name):
        return
    for index, item in enumerate(expr.args):
        text = walk.module.text(item.node)
        pointer = text.startswith("&")
        variable = text.lstrip("&")
        if (
            not variable.isidentifier()
            or variable in walk.objects
            or not (pointer or len(expr.args) == 1 or index == len(expr.args) - 1)
        ):
            continue
        given = whole(join(owner, *(value for place, value in enumerate(args) if place != index)))
        if given:
            walk.take_over(variable, given)


def formatted(walk: Walk, expr: Expr, args: list[Taint]) -> list[Taint]:
    """What becomes part of a text: where the format asks for a number, nothing but a number does."""
    at = _FORMATS.get(expr.target.name if expr.target is not None else "")
    if at is None or len(expr.args) <= at or expr.args[at].kind != "text":
        return args
    verbs = [found["verb"] for found in _VERB.finditer(str(expr.args[at].value)) if found["verb"]]
    if "*" in str(expr.args[at].value):
        return args
    rest = [
        stopped(value) if index < len(verbs) and verbs[index] in _NUMBERS else value
        for index, value in enumerate(args[at + 1 :])
    ]
    return [*args[: at + 1], *rest]


def converted(walk: Walk, expr: Expr, value: Taint) -> Taint:
    """``int(value)``, ``value.(int)``: what is left of a value in a type that holds no text."""
    around = expr.node.parent
    if around is not None and around.type == "type_assertion_expression":
        kind = walk.module.text(around.child_by_field_name("type"))
        value = stopped(value) if harmless(kind) else value
    if expr.kind == "call" and expr.target is not None and expr.target.kind == "name" and len(expr.args) == 1:
        value = stopped(value) if harmless(expr.target.name) else value
    return value
