"""Python's ``match``: what the patterns of a case give names to, and what they say of the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.program import Statement
from backend_review.model.taint.data import Taint, stopped, whole

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

_PLAIN = {"string", "concatenated_string", "integer", "float", "true", "false", "none"}
_MAX_NODES = 200


def _cases(item: Statement) -> list[Node]:
    body = item.node.child_by_field_name("body") if item.node.type == "match_statement" else None
    return [child for child in body.named_children if child.type == "case_clause"] if body is not None else []


def _patterns(case: Node) -> list[Node]:
    return [child for child in case.named_children if child.type == "case_pattern"]


def _plain(node: Node) -> bool:
    """Whether a pattern is one of some constants."""
    if node.type in {"case_pattern", "union_pattern"}:
        return bool(node.named_children) and all(_plain(child) for child in node.named_children)
    return node.type in _PLAIN


def says(item: Statement, index: int) -> bool:
    """Whether a case is only for values that are written there."""
    cases = _cases(item)
    return (
        index < len(cases) and bool(_patterns(cases[index])) and all(_plain(node) for node in _patterns(cases[index]))
    )


def capture(walk: Walk, item: Statement, index: int, value: Taint) -> None:
    """Give the names in a case what they stand for: some part of the value."""
    cases = _cases(item)
    pending = _patterns(cases[index]) if index < len(cases) else []
    for _ in range(_MAX_NODES):
        if not pending:
            return
        node = pending.pop()
        if node.type == "as_pattern":
            inner = [child for child in node.named_children if child.type == "case_pattern"]
            plain = bool(inner) and all(_plain(child) for child in inner)
            for name in (child for child in node.named_children if child.type == "identifier"):
                walk.names[walk.module.text(name)] = stopped(whole(value)) if plain else whole(value)
            pending += inner
        elif node.type == "dotted_name":
            if len(node.named_children) == 1 and not _is_class(node):
                walk.names[walk.module.text(node)] = whole(value)
        elif node.type == "splat_pattern":
            for name in (child for child in node.named_children if child.type == "identifier"):
                walk.names[walk.module.text(name)] = whole(value)
        else:
            pending += node.named_children


def _is_class(node: Node) -> bool:
    """``case Point(x, y)``: the name of the class."""
    above = node.parent
    return above is not None and above.type == "class_pattern" and above.named_children[0].id == node.id
