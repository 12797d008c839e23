"""Promises that nobody waits for are awaited, where the function around them can wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare, callee, function_of, is_async
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.syntax import named

if TYPE_CHECKING:
    from tree_sitter import Node


def fix(site: Site) -> Proposal | None:
    """Wait for what the statement at the finding starts; ``forEach`` with an async function becomes ``Promise.all``."""
    code = Code(site)
    statement = _statement(code)
    if not code.whole or statement is None or not is_async(function_of(statement)):
        return None
    expression = next((child for child in named(statement) if child.type != "comment"), None)
    if expression is None:
        return None
    if expression.type == "unary_expression" and code.text(expression).startswith("void"):
        value = expression.child_by_field_name("argument")
        operator = expression.child(0)
        if value is None or operator is None:
            return None
        what = f"wait for `{_written(code, value)}`"
        return Proposal(
            what, False, (code.replaced(operator, "await"),),
            "`void` says that nobody meant to wait: the answer comes later, and fails when this does",
        )  # fmt: skip
    if expression.type != "call_expression":
        return None
    if code.called(expression) == "forEach":
        return _each(code, expression)
    return Proposal(f"wait for `{_written(code, expression)}`", True, (code.inserted(expression.start_byte, "await "),))


def _statement(code: Code) -> Node | None:
    start = code.span[0]
    node = code.root.descendant_for_byte_range(start, start)
    while node is not None and node.type != "expression_statement":
        node = node.parent
    return node


def _each(code: Code, call: Node) -> Proposal | None:
    given = arguments(call)
    function = callee(call)
    method = function.child_by_field_name("property") if function is not None else None
    if len(given) != 1 or given[0].type not in FUNCTIONS or not is_async(given[0]) or method is None:
        return None
    edits = (
        code.inserted(call.start_byte, "await Promise.all("),
        code.replaced(method, "map"),
        code.inserted(call.end_byte, ")"),
    )
    return Proposal(f"wait for what each round over `{_written(code, code.receiver(call))}` starts", True, edits)


def _written(code: Code, node: Node | None) -> str:
    inner = bare(node)
    if inner is not None and inner.type == "call_expression":
        return f"{code.text(callee(inner)).split('(')[0]}(…)"
    return code.text(inner)
