"""JavaScript: conditions that are settled by what a function was called with: ``rows(request, true)``.

Only what a call gives as a constant decides (or leaves to the parameter's default): a function that builds a text of
SQL with a flag is walked over the way that this caller takes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.model import logic

if TYPE_CHECKING:
    from backend_review.model.flow.state import State

_TRUTHS = {"true": True, "false": False}


def holds(walk: State, node: Node | None) -> bool | None:
    """Whether a condition holds on this call; None when the call does not say."""
    return logic.decided(node, walk.module, partial(_holds, walk)) if walk.certain else None


def _holds(walk: State, node: Node) -> bool | None:
    text = walk.module.text
    if node.type == "identifier":
        given = walk.certain.get(text(node))
        same = given is not None and walk.scope.names.get(text(node)) is given  # it was not given another value
        return bool(given.value) if given is not None and same else None
    if node.type != "binary_expression":
        return None
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    sign = text(node.child_by_field_name("operator"))
    if sign in {"===", "==", "!==", "!="} and text(right) in _TRUTHS:
        first = holds(walk, left)
        return None if first is None else (first is _TRUTHS[text(right)]) == sign.startswith("=")
    return None
