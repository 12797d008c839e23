"""Conditions that are made of others, in all languages: brackets, ``not``, ``and``, ``or``."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from backend_review.index.program import Module

_MAX_DEPTH = 12
_BRACKETS = {"parenthesized_expression", "if_clause"}
_EITHER, _BOTH = {"or", "||"}, {"and", "&&"}


def decided(node: Node | None, module: Module, holds: Callable[[Node], bool | None], depth: int = 0) -> bool | None:
    """Whether a condition holds; ``holds`` says it of the parts that are made of no others. None: it is not certain."""
    if node is None or depth > _MAX_DEPTH:
        return None
    if node.type in _BRACKETS and node.named_children:
        return decided(node.named_children[0], module, holds, depth + 1)
    if node.type == "not_operator" or (node.type == "unary_expression" and module.text(node.child(0)) == "!"):
        inner = node.child_by_field_name("argument") or node.child_by_field_name("operand")
        found = decided(inner, module, holds, depth + 1)
        return None if found is None else not found
    word = module.text(node.child_by_field_name("operator"))
    if word in _EITHER | _BOTH:
        ends = word in _EITHER  # what one side must be for the other not to matter
        sides = [decided(node.child_by_field_name(side), module, holds, depth + 1) for side in ("left", "right")]
        return ends if ends in sides else None if None in sides else not ends
    return holds(node)
