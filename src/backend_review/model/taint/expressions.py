"""What the values of expressions are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model.taint.calls import owned
from backend_review.model.taint.checks import asked
from backend_review.model.taint.constants import condition_of
from backend_review.model.taint.containers import ENVIRONMENT, is_environment
from backend_review.model.taint.data import NOTHING, Taint, held, join, member, stopped, whole, without
from backend_review.model.taint.packages import CONTENT, session_key
from backend_review.model.taint.packages import asked as asked_for
from backend_review.model.taint.summaries import NOTHING_TOLD

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

_HOLDERS = {"req", "request", "ctx", "res", "response", "reply"}
# What a request carries of the program itself: its application, and what that keeps (a database, settings)
_OF_PROGRAM = {"app", "server", "application"}
_ASKS = {"<", ">", "<=", ">=", "==", "!=", "===", "!==", "in", "not in", "is", "is not", "instanceof"}


def _name(walk: Walk, expr: Expr) -> Taint:
    return walk.names.get(expr.name, NOTHING)


def _attr(walk: Walk, expr: Expr) -> Taint:
    if is_environment(expr):
        return walk.names.get(ENVIRONMENT, NOTHING)
    if expr.name in _OF_PROGRAM and expr.target is not None and expr.target.name in _HOLDERS:
        return NOTHING
    owner = walk.evaluate(expr.target)
    if expr.name == "__dict__":
        return owner
    kept = _carried(walk, expr)
    if kept:
        return join(member(owner, expr.name), kept)
    given = owned(walk, expr, owner)
    return given if given is not None else member(owner, expr.name)


def _carried(walk: Walk, expr: Expr) -> Taint:
    """What a function before this one kept on the request: ``req.tenant``, ``res.locals.term``."""
    if walk.analysis.carried is None or walk.module.language != "javascript":
        return NOTHING
    holder, _, name = walk.module.text(expr.node).partition(".")
    return walk.analysis.carried.under(walk.module.path, name) if holder in _HOLDERS else NOTHING


def _index(walk: Walk, expr: Expr) -> Taint:
    """What is found under a key is what was put there: the key only chooses."""
    kept = session_key(walk.module, expr) if walk.module.language == "go" else ""
    if kept:
        return asked_for(walk, kept)
    owner = walk.evaluate(expr.target)
    asked_by = join(*(walk.evaluate(item) for item in expr.args))
    key = walk.member_name(expr)
    # What a table holds is not made of what it is asked by.
    return join(member(owner, key) if key else whole(owner), stopped(whole(asked_by)))


def _nothing(walk: Walk, expr: Expr) -> Taint:
    return NOTHING


def _spread(walk: Walk, expr: Expr) -> Taint:
    return walk.evaluate(expr.target)


def _dict(walk: Walk, expr: Expr) -> Taint:
    made: list[Taint] = []
    kind = expr.node.child_by_field_name("type") if walk.module.language == "go" and expr.entries else None
    numbers = walk.analysis.types.numbers(walk.module.text(kind)) if kind is not None else ()
    for key, item in expr.entries:
        value = walk.evaluate(item)
        name = str(key.value or key.name) if key is not None and key.kind in {"text", "name"} else ""
        value = stopped(value) if name in numbers else value
        if name:
            made = [without(before, name) for before in made]
        made.append(held(value, name) if name else value)
    return join(*made)


def _list(walk: Walk, expr: Expr) -> Taint:
    values = [walk.evaluate(item) for item in expr.args]
    return join(*(held(value, str(index)) for index, value in enumerate(values)))


def _text(walk: Walk, expr: Expr) -> Taint:
    return whole(join(*(walk.evaluate(item) for item in expr.args)))


def _binary(walk: Walk, expr: Expr) -> Taint:
    if expr.name == CONTENT:  # Go: jobs <- value
        return _send(walk, expr)
    value = _text(walk, expr)
    return stopped(whole(value)) if expr.name in _ASKS else value


def _send(walk: Walk, expr: Expr) -> Taint:
    channel, value = expr.args[0], walk.evaluate(expr.args[1])
    holder, path = walk.place(channel)
    if holder is not None and value:
        walk.fill(holder, f"{path}.{CONTENT}".lstrip("."), value, add=True)
    return NOTHING


def _choice(walk: Walk, expr: Expr) -> Taint:
    """``a ? b : c``, ``a && b``, ``a || b``: each part is what it is where the condition says so."""
    test = condition_of(expr.node) if expr.name == "if" else expr.node.child_by_field_name("left")
    taken = walk.folding.holds(test) if expr.name == "if" else None
    if test is not None and expr.name in {"if", "and"}:
        walk.evaluate(walk.module.lower(test))
    told = asked(walk, test)
    fine, values = dict(walk.checks.fine), []
    for index, item in enumerate(expr.args):
        positive = index == 0 and expr.name in {"if", "and"}
        known = NOTHING_TOLD.yes if expr.name == "or" and index == 0 else told.yes if positive else told.no
        walk.checks.fine = {**fine, **known}
        value = walk.evaluate(item)
        values.append(stopped(value) if taken is not None and taken != positive else value)
    walk.checks.fine = fine
    return join(*values)


def _closure(walk: Walk, expr: Expr) -> Taint:
    walk.closure(walk.module.function_of(expr), [])
    return NOTHING


def _named(walk: Walk, expr: Expr) -> Taint:
    """``(name := value)``."""
    value = walk.evaluate(expr.args[0]) if expr.args else NOTHING
    if expr.target is not None:
        walk.bind(expr.target, value)
    return value


def _comprehension(walk: Walk, expr: Expr) -> Taint:
    for target, over in expr.entries:
        value = walk.evaluate(over)
        if target is not None:
            walk.bind_each(target, over, value)
    fine = walk.checks.fine
    for test in (child for child in expr.node.named_children if child.type == "if_clause"):
        walk.checks.fine = {
            **walk.checks.fine,
            **asked(walk, test.named_children[0] if test.named_children else None).yes,
        }
    value = whole(walk.evaluate(expr.target))
    walk.checks.fine = fine
    return value


def _both(walk: Walk, expr: Expr) -> Taint:
    """Python's ``a and b``: the second, when the first is anything at all."""
    left = walk.evaluate(expr.args[0])
    fine = walk.checks.fine
    walk.checks.fine = {**fine, **asked(walk, expr.args[0].node).yes}
    right = walk.evaluate(expr.args[1])
    walk.checks.fine = fine
    return join(right, stopped(whole(left)))


def parts(walk: Walk, expr: Expr) -> Taint:
    """What is in any part of an expression that is of no kind we know; an assignment as an expression assigns."""
    node = expr.node
    if node.type in {"assignment_expression", "augmented_assignment_expression"}:
        left, right = walk.module.field(node, "left"), walk.module.field(node, "right")
        value = walk.evaluate(right)
        if left is not None:
            before = walk.evaluate(left) if node.type.startswith("augmented") else NOTHING
            walk.bind(left, join(value, before), right)
        return value
    if node.type == "unary_expression" and node.children[0].type == CONTENT:
        return member(walk.evaluate(walk.module.field(node, "operand")), CONTENT)
    if node.type == "boolean_operator" and len(expr.args) == 2:
        return _both(walk, expr)
    if node.type in {"yield", "yield_expression"} and node.named_children:
        walk.returned = join(walk.returned, walk.evaluate(walk.module.lower(node.named_children[0])))
    if expr.args:
        value = join(*(walk.evaluate(item) for item in expr.args))
    elif expr.target is not None:
        value = walk.evaluate(expr.target)
    else:
        children = [child for child in node.named_children if child.type != "comment"][:40]
        value = join(*(walk.evaluate(walk.module.lower(child)) for child in children))
    return stopped(whole(value)) if node.type in {"comparison_operator", "not_operator"} else value


KINDS: dict[str, Callable[[Walk, Expr], Taint]] = {
    "name": _name, "attr": _attr, "index": _index, "dict": _dict, "list": _list, "template": _text,
    "binary": _binary, "choice": _choice, "func": _closure, "spread": _spread, "named": _named,
    "comprehension": _comprehension, "text": _nothing, "number": _nothing, "constant": _nothing, "class": _nothing,
}  # fmt: skip
