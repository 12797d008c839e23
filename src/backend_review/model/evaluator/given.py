"""Python and Go: which way a condition goes that asks for a parameter, where the caller gives a constant for it.

``crud("dogs", readonly=True)``: a factory that is called twice registers other routes each time. Only what is written
as a constant where the function is called, or as the parameter's default, decides; settings and variables may be
others when the program runs.
"""

from __future__ import annotations

from collections.abc import Sequence

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Parameter, Statement
from backend_review.model.evaluator.state import State
from backend_review.model.values import Known, Scope, Value

_CONSTANT = {"constant", "text", "number"}
_LITERALS = {
    *("string", "none", "true", "false", "integer"),
    *("interpreted_string_literal", "raw_string_literal", "nil", "int_literal"),
}
_MAX_DEPTH = 12
_EQUAL = {"==": True, "is": True, "!=": False, "is not": False}


def constants(expr: Expr | None, args: Sequence[Value], named: dict[str, Value]) -> set[int]:
    """The arguments (their ``id``) that are written as constants where a function is called."""
    if expr is None or expr.kind != "call":
        return set()
    found = {id(named[name]) for name, item in expr.named.items() if item.kind in _CONSTANT and name in named}
    if len(expr.args) == len(args):
        found |= {id(value) for item, value in zip(expr.args, args, strict=True) if item.kind in _CONSTANT}
    return found


def is_constant(parameter: Parameter) -> bool:
    """Whether a parameter's default is a constant."""
    return parameter.default is not None and parameter.default.kind in _CONSTANT


def way(state: State, statement: Statement, scope: Scope) -> int | None:
    """Which of a branch's blocks is taken; None when that is not certain, a number past the last one for none."""
    node = statement.node
    conditions = [node.child_by_field_name("condition")]
    for other in node.children_by_field_name("alternative"):
        if other.type == "elif_clause":
            conditions.append(other.child_by_field_name("condition"))
    for index, condition in enumerate(conditions):
        holds = _holds(state, condition, scope, 0)
        if holds is None or holds:
            return index if holds else None
    return len(conditions)


def _holds(state: State, node: Node | None, scope: Scope, depth: int) -> bool | None:
    if node is None or depth > _MAX_DEPTH or state.loops:
        return None
    text = scope.module.text
    operator = text(node.child_by_field_name("operator"))
    if node.type == "parenthesized_expression" and node.named_children:
        return _holds(state, node.named_children[0], scope, depth + 1)
    if node.type == "not_operator" or (node.type == "unary_expression" and text(node.child(0)) == "!"):
        inner = node.child_by_field_name("argument") or node.child_by_field_name("operand")
        found = _holds(state, inner, scope, depth + 1)
        return None if found is None else not found
    if operator in {"and", "or", "&&", "||"}:
        ends = operator in {"or", "||"}  # what one side must be for the other not to matter
        sides = [_holds(state, node.child_by_field_name(name), scope, depth + 1) for name in ("left", "right")]
        return ends if ends in sides else None if None in sides else not ends
    if node.type in {"comparison_operator", "binary_expression"} and len(node.children) == 3:
        return _compared(scope, node)
    if node.type == "identifier":
        value = _given(scope, text(node))
        return bool(value.value) if value is not None else None
    return None


def _compared(scope: Scope, node: Node) -> bool | None:
    equal = _EQUAL.get(" ".join(scope.module.text(node.children[1]).split()))
    values = [_plain(scope, node.children[0]), _plain(scope, node.children[2])]
    if equal is None or values[0] is None or values[1] is None or all(item.type in _LITERALS for item in node.children):
        return None
    same: bool = values[0].value == values[1].value
    return same == equal


def _plain(scope: Scope, node: Node) -> Known | None:
    if node.type in _LITERALS:
        lowered = scope.module.lower(node)
        return Known(lowered.value) if lowered.kind in _CONSTANT else None
    return _given(scope, scope.module.text(node)) if node.type == "identifier" else None


def _given(scope: Scope, name: str) -> Known | None:
    """The constant that a parameter was given, unless the function gave it another value since."""
    holder = scope.find(name)
    value = holder.names[name] if holder is not None else None
    certain = holder is not None and holder.constants.get(name) is value
    return value if certain and isinstance(value, Known) else None
