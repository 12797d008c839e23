"""Lists whose length is known: what is added and taken out has a place, and moves what comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model.taint.data import NOTHING, Taint, cleaned, held, join, member, moved, whole

if TYPE_CHECKING:
    from backend_review.model.taint.variables import Variables
    from backend_review.model.taint.walk import Walk

_ADDS = {"append", "push"}
_INSERTS = {"insert", "unshift", "appendleft"}
_TAKES = {"pop", "shift", "popleft"}
_MIXES = {"remove", "sort", "reverse", "splice", "rotate"}
_LISTS = {"list", "array", "tuple", "expression_list"}
_MAX_ITEMS = 20


def length_of(expr: Expr | None) -> int | None:
    """How long a list is that is written out."""
    if expr is None or expr.kind != "list" or expr.node.type not in _LISTS:
        return None
    return len(expr.args) if all(item.kind != "spread" for item in expr.args) else None


def spread_out(walk: Walk, expr: Expr, args: list[Taint]) -> list[Taint]:
    """What a call is given one by one: ``find(*args)`` gives the items of a list."""
    if all(item.kind != "spread" for item in expr.args):
        return args
    made: list[Taint] = []
    for item, value in zip(expr.args, args, strict=True):
        known = length_of(item.target) if item.kind == "spread" else None
        if item.kind == "spread" and item.target is not None and item.target.kind == "name":
            known = walk.lengths.get(item.target.name)
        if known is not None:
            made += [member(value, str(place)) for place in range(min(known, _MAX_ITEMS))]
        else:
            made.append(whole(value) if item.kind == "spread" else value)
    return made


def changed(walk: Walk, expr: Expr, args: list[Taint]) -> Taint | None:
    """A method changes the list that a variable holds; what it gives, None when it is no such method."""
    target = expr.target
    holder = target.target if target is not None and target.kind == "attr" else None
    if target is None or holder is None or holder.kind != "name":
        return None
    known = walk.lengths.get(holder.name)
    if target.name in _ADDS and known is not None and len(args) == 1 and expr.args[0].kind != "spread":
        walk.fill(holder.name, str(known), cleaned(args[0], walk.analysis.uncontained))
        walk.lengths[holder.name] = known + 1
        return NOTHING
    if target.name in _INSERTS:
        return _inserted(walk, expr, target.name, holder.name, args)
    if target.name in _TAKES and not expr.named and len(expr.args) < 2:
        return _taken(walk, expr, target.name, holder.name)
    if target.name in _MIXES:
        walk.lengths.pop(holder.name, None)
        walk.names[holder.name] = whole(walk.names.get(holder.name, NOTHING))
    elif target.name in {"extend", "clear", "update", *_ADDS}:
        walk.lengths.pop(holder.name, None)
    return None


def _is_list(value: Taint) -> bool:
    """Whether a value may be a list: it holds nothing under a name."""
    return all(not core.at or core.at.partition(".")[0].isdigit() for core in value)


def _inserted(walk: Walk, expr: Expr, method: str, name: str, args: list[Taint]) -> Taint | None:
    """``items.insert(0, name)``, ``items.unshift(name)``"""
    value = walk.names.get(name, NOTHING)
    place = _place(expr, 0) if method == "insert" else 0
    known = walk.lengths.pop(name, None)
    given = args[1:] if method == "insert" else args
    if known is None or place is None or not 0 <= place <= known or len(given) != 1:
        if _is_list(value):
            walk.names[name] = whole(value)
        return None
    walk.names[name] = join(moved(value, place, 1), held(cleaned(given[0], walk.analysis.uncontained), str(place)))
    walk.lengths[name] = known + 1
    return NOTHING


def _taken(walk: Walk, expr: Expr, method: str, name: str) -> Taint | None:
    """``items.pop(0)``, ``items.shift()``; of a list whose length is not known any item may be anywhere now."""
    value = walk.names.get(name, NOTHING)
    known = walk.lengths.pop(name, None)
    if known is None:
        if expr.args and expr.args[0].kind != "number":  # by key
            return None
        if _is_list(value):
            walk.names[name] = whole(value)
        return None
    place = _place(expr, known - 1) if method == "pop" else 0
    if place is None or not 0 <= place < known:
        walk.names[name] = whole(value)
        return None
    walk.names[name] = moved(value, place, -1)
    walk.lengths[name] = known - 1
    return member(value, str(place))


def _place(expr: Expr, otherwise: int) -> int | None:
    first = expr.args[0] if expr.args else None
    if first is None:
        return otherwise
    return first.value if first.kind == "number" and isinstance(first.value, int) else None


def place_in(walk: Variables, expr: Expr) -> str:
    """Which item of a list an index asks for that counts from the end; empty when that is not known."""
    key, holder = (expr.args[0] if expr.args else None), expr.target
    if key is None or key.kind != "number" or not isinstance(key.value, int) or key.value >= 0:
        return ""
    known = length_of(holder) if holder is not None else None
    if known is None and holder is not None and holder.kind == "name":
        known = walk.lengths.get(holder.name)
    return str(known + key.value) if known is not None and known + key.value >= 0 else ""
