"""Python: which way a condition goes that asks only for what is certain when the program is followed."""

from __future__ import annotations

from tree_sitter import Node

from backend_review.model.evaluator.state import State
from backend_review.model.values import HOLE, Callee, Items, Kind, Known, Scope, Table, Thing, Value, text_of

_MAX_DEPTH = 8
_SIMPLE = {"identifier", "attribute", "subscript", "string", "integer", "true", "false", "none", "string_content"} | {
    *("string_start", "string_end"),
}


def decided(state: State, node: Node | None, scope: Scope, depth: int = 0) -> bool | None:
    """Whether a condition on parameters and local variables holds; None when that is not certain.

    What it asks of a module's variables is never certain: those are settings, which other code may change.
    """
    if node is None or depth > _MAX_DEPTH or state.loops:
        return None
    if node.type in {"parenthesized_expression", "if_clause"} and node.named_children:
        return decided(state, node.named_children[0], scope, depth + 1)
    if node.type == "not_operator":
        inner = decided(state, node.child_by_field_name("argument"), scope, depth + 1)
        return None if inner is None else not inner
    if node.type == "boolean_operator":
        ends = scope.module.text(node.child_by_field_name("operator")) == "or"
        sides = [decided(state, node.child_by_field_name(side), scope, depth + 1) for side in ("left", "right")]
        return ends if ends in sides else None if None in sides else not ends
    if node.type == "comparison_operator":
        return _compared(state, node, scope)
    value = _local(state, node, scope)
    if isinstance(value, Known) and not (isinstance(value.value, str) and HOLE in value.value):
        return bool(value.value)
    return None


def key_test(state: State, node: Node, scope: Scope) -> int | None:
    """Which way ``if key not in table:`` goes (0: its block, 1: past it), as far as the table is filled by now."""
    test = node.child_by_field_name("condition")
    if test is None or test.type != "comparison_operator" or len(test.named_children) != 2:
        return None
    operator = _operator(test, scope)
    if operator not in {"in", "not in"} or not all(_is_simple(item) for item in test.named_children):
        return None
    key, held = (state.evaluate(scope.module.lower(item), scope) for item in test.named_children)
    text = text_of(key)
    if text is None or HOLE in text or not isinstance(held, Table) or not held.complete:
        return None
    if operator == "not in":
        return int(text in held.entries)
    return 0 if text in held.entries else None  # others may come yet


def _compared(state: State, node: Node, scope: Scope) -> bool | None:
    if len(node.named_children) != 2:
        return None
    operator = _operator(node, scope)
    left, right = (_local(state, item, scope) for item in node.named_children)
    if left is None or right is None:
        return None
    if operator in {"is", "is not"} and Known(None) in (left, right):
        other = right if left == Known(None) else left
        same = other == Known(None)
        there = isinstance(other, (Known, Callee, Kind, Items, Table, Thing))
        return None if not there else same is (operator == "is")
    if operator in {"==", "!="} and all(isinstance(item, Known) for item in (left, right)):
        if any(HOLE in (text_of(item) or "") for item in (left, right)):
            return None
        return (left == right) is (operator == "==")
    return None


def _operator(node: Node, scope: Scope) -> str:
    return " ".join(scope.module.text(item) for item in node.children if not item.is_named)


def _local(state: State, node: Node, scope: Scope) -> Value | None:
    """What a constant, or a part of a local variable, stands for."""
    if not _is_simple(node) or not _is_local(node, scope):
        return None
    return state.evaluate(scope.module.lower(node), scope)


def _is_simple(node: Node) -> bool:
    return node.type in _SIMPLE and all(_is_simple(item) for item in node.named_children)


def _is_local(node: Node, scope: Scope) -> bool:
    first = node
    while first.type in {"attribute", "subscript"} and first.named_children:
        first = first.named_children[0]
    if first.type != "identifier":
        return True
    holder = scope.find(scope.module.text(first))
    return holder is not None and holder.outer is not None
