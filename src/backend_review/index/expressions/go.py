"""Lowering Go."""

from __future__ import annotations

from collections.abc import Mapping

from tree_sitter import Node

from backend_review.index.expressions import lowering
from backend_review.index.expressions.data import Expr
from backend_review.index.expressions.lowering import Lower, Lowering

_LISTS = {"slice_type", "array_type", "implicit_length_array_type"}


def _call(low: Lowering, node: Node) -> Expr:
    target = low.field(node, "function")
    return Expr("call", node, target=target, args=low.items(node.child_by_field_name("arguments")))


def _composite(low: Lowering, node: Node) -> Expr:
    kind = node.child_by_field_name("type")
    entries = _entries(low, node.child_by_field_name("body"))
    if kind is not None and kind.type in _LISTS:
        return Expr("list", node, name=low.text(kind), args=[item for _, item in entries])
    return Expr("dict", node, name=low.text(kind), entries=entries)


def _literal(low: Lowering, node: Node) -> Expr:
    return Expr("dict", node, entries=_entries(low, node))


def _entries(low: Lowering, body: Node | None) -> list[tuple[Expr | None, Expr]]:
    entries: list[tuple[Expr | None, Expr]] = []
    for child in body.named_children if body is not None else ():
        if child.type == "keyed_element":
            parts = [part for part in child.named_children if part.type != "comment"]
            if len(parts) == 2:
                entries.append((low.lower(parts[0]), low.lower(parts[1])))
        elif child.type == "literal_element":
            entries.append((None, low.first(child)))
    return entries


def _unary(low: Lowering, node: Node) -> Expr:
    operator = low.text(node.child_by_field_name("operator"))
    inner = low.field(node, "operand")
    return inner if operator in {"&", "*"} else lowering.unary(low, node, inner)


def _conversion(low: Lowering, node: Node) -> Expr:
    """``T(x)``; a call of a generic function (``New[User](x)``) or of a list's item (``wrappers[i](x)``) with one
    argument is parsed as one, too."""
    kind = node.child_by_field_name("type")
    if kind is not None and kind.type == "generic_type":
        inner = kind.child_by_field_name("type_arguments")
        first = inner.named_children[0] if inner is not None and inner.named_children else None
        if first is not None and first.type == "type_elem" and first.named_children:
            first = first.named_children[0]
        key = [low.lower(first)] if first is not None else []
        target = Expr("index", kind, target=low.first(kind), args=key)
        return Expr("call", node, target=target, args=[low.field(node, "operand")])
    return low.field(node, "operand")


def _spread(low: Lowering, node: Node) -> Expr:
    return Expr("spread", node, target=low.first(node))


def _instance(low: Lowering, node: Node) -> Expr:
    """A generic function or type with its type arguments is the same function or type to us."""
    return low.first(node)


TABLE: Mapping[str, Lower] = {
    "interpreted_string_literal": lowering.quoted,
    "raw_string_literal": lowering.quoted,
    "int_literal": lowering.number,
    "float_literal": lowering.number,
    "nil": lowering.constant(None),
    "true": lowering.constant(True),
    "false": lowering.constant(False),
    "identifier": lowering.name,
    "field_identifier": lowering.name,
    "package_identifier": lowering.name,
    "type_identifier": lowering.name,
    "selector_expression": lowering.attribute("field", "operand"),
    "qualified_type": lowering.attribute("name", "package"),
    "index_expression": lowering.indexed("operand", "index"),
    "call_expression": _call,
    "composite_literal": _composite,
    "literal_value": _literal,
    "literal_element": lowering.inner,
    "unary_expression": _unary,
    "binary_expression": lowering.binary,
    "parenthesized_expression": lowering.inner,
    "expression_list": lowering.inner,
    "type_conversion_expression": _conversion,
    "type_assertion_expression": lowering.field("operand"),
    "func_literal": lowering.function,
    "variadic_argument": _spread,
    "type_instantiation_expression": _instance,
    "generic_type": _instance,
    "pointer_type": lowering.inner,
    "parenthesized_type": lowering.inner,
}
