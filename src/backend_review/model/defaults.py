"""Numbers that have a default: what a page size is when the client sends none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from backend_review.index.expressions.data import Expr
from backend_review.model.origins import SENT
from backend_review.model.values import Either, Known, Thing, Unknown, Value, options

_SIZE = re.compile(r"(?i)limit|take|size|page|count|top|max")
_MAX_SIZES = 8
# https://pkg.go.dev/strconv
CONVERSIONS = {f"strconv.{name}" for name in ("Atoi", "ParseInt", "ParseUint")} | {
    *("builtins.parseInt", "builtins.Number", "builtins.Number.parseInt", "builtins.int"),
}
# What a program calls the size that holds when nobody asks for another: MaxPageSize, default_limit.
_SETTING = re.compile(
    r"(?i)(?:max|default|dflt).*(?:limit|size|page|count|rows|results|items|per|number)"
    r"|(?:limit|size|count|per_?page|rows|results).*(?:max|default)"
)
_ABOVE = {(">", 0), ("!=", 0), (">=", 1), (">", -1), ("!==", 0)}


def number(value: Value) -> Value:
    """What a text is as a number, as far as it is known: "60", or what the client sends."""
    found = [_number(item) for item in options(value)]
    return found[0] if len(found) == 1 else Either(found)


def _number(value: Value) -> Value:
    if not isinstance(value, Known) or value.value is None:
        return value
    text = str(value.value)
    return Known(int(text)) if re.fullmatch(r"-?\d{1,9}", text) else Unknown()


def numbers_of(value: Value) -> list[int]:
    """The constants among what a number may be."""
    return [
        item.value
        for item in options(value)
        if isinstance(item, Known) and isinstance(item.value, int) and not isinstance(item.value, bool)
    ]


def is_set(test: Expr | None, evaluate: Callable[[Expr], Value]) -> bool:
    """Whether a condition asks only whether a size is set (``limit > 0``, ``if limit``), and it is by default."""
    if test is None:
        return False
    if _is_not_all(test, evaluate):
        return True
    asked: Expr | None = test if test.kind in {"name", "attr"} else None
    if test.kind == "binary" and len(test.args) == 2 and test.args[0].kind in {"name", "attr"}:
        there = test.name == "!=" and test.args[1].kind == "constant" and test.args[1].value is None  # != nil
        asked = test.args[0] if there or (test.name, test.args[1].value) in _ABOVE else None
    if asked is None:
        return False
    value = evaluate(asked)
    if any(isinstance(item, Unknown) and SENT in item.origins for item in options(value)):
        return True
    held = [item for item in options(value) if isinstance(item, Known)]
    known = numbers_of(value)
    return bool(known) and len(known) == len(held) and min(known) > 0


def _is_not_all(test: Expr, evaluate: Callable[[Expr], Value]) -> bool:
    """``perPage != AllPerPage``, which is -1: somebody has to ask for all, unless that is what it is by default."""
    if test.kind != "binary" or test.name not in {"!=", "!=="} or len(test.args) != 2:
        return False
    if test.args[0].kind not in {"name", "attr"}:
        return False
    meant = numbers_of(evaluate(test.args[1]))
    return bool(meant) and max(meant) < 0 and not set(meant) & set(numbers_of(evaluate(test.args[0])))


def is_always(value: Value) -> bool:
    """Whether a size is there whatever is sent: a number above 0, or one that stands in for it."""
    held = list(options(value))
    if any(isinstance(item, Known) and not item.value for item in held):
        return False
    return bool(numbers_of(value)) or any(isinstance(item, Unknown) and SENT in item.origins for item in held)


def pointed_to(expr: Expr, value: Value) -> Value:
    """Go: ``&limit`` is no nil, whatever is sent."""
    around = expr.node.parent
    points = around is not None and around.type == "unary_expression" and around.children[0].type == "&"
    return Unknown(value.expr, value.origins | {SENT}) if points and isinstance(value, Unknown) else value


def setting(name: str, value: Value) -> Value:
    """What is not known of a name, as a size that there always is when the name says so."""
    if isinstance(value, Unknown) and not value.origins and _SETTING.search(name):
        return Unknown(value.expr, frozenset({SENT}))
    return value


def sizes_of(thing: Thing) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The sizes among the members of an object (options of a query), where they are known: ``PerPage``."""
    count = 0
    for name, value in thing.attributes.items():
        if count < _MAX_SIZES and _SIZE.search(name):
            known = tuple(numbers_of(value))
            if not known and isinstance(value, Unknown) and SENT in value.origins:
                known = (-1,)
            if known:
                count += 1
                yield name, known
