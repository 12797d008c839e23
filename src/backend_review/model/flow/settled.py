"""Conditions that are settled by what a function was called with: ``rows(request, true)``, ``if cache is not None:``.

Only what a call gives as a constant decides (or leaves to the parameter's default), and in Python whether it gives
something or None: a function that builds a text of SQL with a flag is walked over the way that this caller takes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.model import logic
from backend_review.model.values import Known, Value, options

if TYPE_CHECKING:
    from backend_review.model.flow.state import State

_TRUTHS = {"true": True, "false": False}


def holds(walk: State, node: Node | None) -> bool | None:
    """Whether a condition holds on this call; None when the call does not say."""
    return logic.decided(node, walk.module, partial(_holds, walk)) if walk.certain else None


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
