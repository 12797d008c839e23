"""Conditions that are settled by what a function was called with: ``rows(request, true)``, ``if cache is not None:``.

Only what a call gives as a constant decides (or leaves to the parameter's default), and in Python whether it gives
something or None: a function that builds a text of SQL with a flag is walked over the way that this caller takes. What
method a request has decides, too, where a handler is asked for one of those that it answers.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.model import logic
from backend_review.model.values import Known, Value, options, text_of

if TYPE_CHECKING:
    from backend_review.index.program import Statement
    from backend_review.model.flow.state import State

_METHOD = re.compile(r"['\"`](?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)['\"`]")
_TRUTHS = {"true": True, "false": False}


def holds(walk: State, node: Node | None) -> bool | None:
    """Whether a condition holds on this call; None when the call does not say."""
    if not walk.certain and (node is None or not _METHOD.search(walk.module.text(node))):
        return None
    return logic.decided(node, walk.module, partial(_holds, walk))


def chosen(walk: State, statement: Statement) -> int | None:
    """Which block of a ``switch`` over the request's method is taken; None when the call does not say, a number past
    the last one for none."""
    body = statement.node.child_by_field_name("body")
    if statement.node.type != "switch_statement" or statement.value is None or body is None:
        return None
    told = _method_of(walk, statement.value.node)
    if told is None:
        return None
    otherwise = len(statement.blocks)
    cases = body.named_children
    for index, case in enumerate(cases):
        value = case.child_by_field_name("value")
        if value is None and case.type == "switch_default":
            otherwise = index
        elif value is not None and walk.module.text(value).strip("'\"`") == told:
            while index < len(cases) - 1 and not statement.blocks[index]:  # case "PUT": case "PATCH":
                index += 1
            return index
    return otherwise


def _method_of(walk: State, node: Node | None) -> str | None:
    """The request's method, where an expression stands for it and it is known."""
    while node is not None and node.type == "parenthesized_expression" and node.named_children:
        node = node.named_children[0]
    if node is None or node.type not in {"identifier", "member_expression"}:
        return None
    told = text_of(walk.evaluate(walk.module.lower(node)))
    return told if told is not None and _METHOD.fullmatch(f"'{told}'") else None


def _holds(walk: State, node: Node) -> bool | None:
    text = walk.module.text
    if node.type == "identifier":
        given = _given(walk, node)
        return bool(given.value) if isinstance(given, Known) and isinstance(given.value, (bool, type(None))) else None
    if node.type == "comparison_operator":
        return _is_none(walk, node)
    if node.type != "binary_expression":
        return None
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    sign = text(node.child_by_field_name("operator"))
    if sign in {"===", "==", "!==", "!="} and _METHOD.fullmatch(text(right)):
        method = _method_of(walk, left)
        return None if method is None else (method == text(right)[1:-1]) == sign.startswith("=")
    if sign in {"===", "==", "!==", "!="} and text(right) in _TRUTHS:
        first = holds(walk, left)
        return None if first is None else (first is _TRUTHS[text(right)]) == sign.startswith("=")
    return None


def _given(walk: State, node: Node) -> Value | None:
    """What a parameter was called with, unless it was given another value since."""
    name = walk.module.text(node)
    given, bound = walk.certain.get(name, (None, None))
    return given if walk.scope.names.get(name) is bound else None


def _is_none(walk: State, node: Node) -> bool | None:
    """Python: ``x is None``, ``x is not None``."""
    asked = [walk.module.text(item) for item in node.children]
    if len(node.named_children) != 2 or asked[-1] != "None" or asked[1:-1] not in (["is"], ["is not"], ["is", "not"]):
        return None
    given = _given(walk, node.named_children[0])
    nothing = {item == Known(None) for item in options(given)} if given is not None else set()
    return None if len(nothing) != 1 else nothing.pop() == (asked[1:-1] == ["is"])
