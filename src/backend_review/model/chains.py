"""Chains of calls of Go: ``db.Where("id = ?", id).First(&user).Error``."""

from __future__ import annotations

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module

_LONGEST = 20  # calls of a chain that are gone through


def asks_by(module: Module, expr: Expr) -> bool:
    """Go: whether a member is an argument of the chain of calls that has put the row into its variable.

    ``db.First(&user).Where("id = ?", user.ID)``: what it holds before there is a row.
    """
    node: Node | None = expr.node
    name = module.text(expr.target.node) if expr.target is not None else ""
    while node is not None and node.type not in {"argument_list", "block"}:
        node = node.parent
    call = node.parent if node is not None and node.type == "argument_list" else None
    for _ in range(_LONGEST):
        function = call.child_by_field_name("function") if call is not None else None
        call = function.child_by_field_name("operand") if function is not None else None
        if call is None or call.type != "call_expression":
            return False
        given = call.child_by_field_name("arguments")
        if any(module.text(item).lstrip("&") == name for item in (given.named_children if given else ())):
            return True
    return False
