"""JavaScript: conditions that are settled by what a function was called with: ``rows(request, true)``.

Only what a call gives as a constant decides (or leaves to the parameter's default): a function that builds a text of
SQL with a flag is walked over the way that this caller takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

if TYPE_CHECKING:
    from backend_review.model.flow.state import State

_MAX_DEPTH = 8
_TRUTHS = {"true": True, "false": False}


def holds(walk: State, node: Node | None, depth: int = 0) -> bool | None:
    """Whether a condition holds on this call; None when the call does not say."""
    if node is None or not walk.certain or depth > _MAX_DEPTH:
        return None
    text = walk.module.text
    if node.type == "parenthesized_expression" and node.named_children:
        return holds(walk, node.named_children[0], depth + 1)
    if node.type == "identifier":
        given = walk.certain.get(text(node))
        same = given is not None and walk.scope.names.get(text(node)) is given  # it was not given another value
        return bool(given.value) if given is not None and same else None
    if node.type == "unary_expression" and text(node.child(0)) == "!":
        inner = holds(walk, node.child_by_field_name("argument"), depth + 1)
        return None if inner is None else not inner
    if node.type != "binary_expression":
        return None
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    sign = text(node.child_by_field_name("operator"))
    if sign in {"&&", "||"}:
        ends = sign == "||"
        found = [holds(walk, side, depth + 1) for side in (left, right)]
        return ends if ends in found else None if None in found else not ends
    if sign in {"===", "==", "!==", "!="} and text(right) in _TRUTHS:
        first = holds(walk, left, depth + 1)
        return None if first is None else (first is _TRUTHS[text(right)]) == sign.startswith("=")
    return None
