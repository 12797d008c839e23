"""Lowering JavaScript and TypeScript."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tree_sitter import Node

from backend_review.index import syntax
from backend_review.index.expressions import lowering
from backend_review.index.expressions.data import FUNCTIONS, Expr
from backend_review.index.expressions.lowering import Lower, Lowering

# Quotes that are written with a backslash, and lines that go on: what SQL in a text is full of.
_ESCAPED = re.compile(r"\\(?:([\"'`])|\r?\n)")


def _text(low: Lowering, node: Node) -> Expr:
    """A text in quotes; of what is escaped the quotes are as they are at run time."""
    made = lowering.quoted(low, node)
    made.value = _unescaped(made.value)
    return made


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: found.group(1) or "", text) if "\\" in text else text


def _template(low: Lowering, node: Node) -> Expr:
    parts = [child for child in syntax.children(node) if child.type == "template_substitution"]
    content = "".join(low.text(child) for child in syntax.children(node) if child.type == "string_fragment")
    if parts:
        made = Expr("template", node, value=content, args=[low.first(part) for part in parts])
        rest = iter(made.args)
        made.parts = [
            next(rest) if child.type == "template_substitution" else _unescaped(low.text(child))
            for child in syntax.children(node)
            if child.type in {"template_substitution", "string_fragment", "escape_sequence"}
        ]
        return made
    return _text(low, node)


def _name(low: Lowering, node: Node) -> Expr:
    text = low.text(node)
    return Expr("constant", node) if text == "undefined" else Expr("name", node, name=text)


def _call(low: Lowering, node: Node) -> Expr:
    new = node.type == "new_expression"
    target = low.field(node, "constructor" if new else "function")
    arguments = node.child_by_field_name("arguments")
    given = [child for child in arguments.named_children if child.type != "comment"] if arguments is not None else []
    args = [_spread(low, child) if child.type == "spread_element" else low.lower(child) for child in given]
    return Expr("call", node, name="new" if new else "", target=target, args=args or ())


def _object(low: Lowering, node: Node) -> Expr:
    entries: list[tuple[Expr | None, Expr]] = []
    for child in node.named_children:
        if child.type == "pair":
            entries.append((_key(low, child.child_by_field_name("key")), low.field(child, "value")))
        elif child.type == "spread_element":
            entries.append((None, low.first(child)))
        elif child.type == "shorthand_property_identifier":
            entries.append((Expr("text", child, value=low.text(child)), low.lower(child)))
        elif child.type == "method_definition":
            name = low.text(child.child_by_field_name("name"))
            entries.append((Expr("text", child, value=name), Expr("func", child)))
    return Expr("dict", node, entries=entries or ())


def _key(low: Lowering, node: Node | None) -> Expr | None:
    if node is None:
        return None
    if node.type == "computed_property_name":
        return low.first(node)
    if node.type == "string":
        return low.lower(node)
    return Expr("text", node, value=low.text(node))


def _binary(low: Lowering, node: Node) -> Expr:
    operator = low.text(node.child_by_field_name("operator"))
    if operator in {"||", "??"}:
        return Expr("choice", node, name="or", args=[low.field(node, "left"), low.field(node, "right")])
    if operator == "&&":
        return Expr("choice", node, name="and", args=[low.field(node, "right"), Expr("other", node)])
    return lowering.binary(low, node)


def _ternary(low: Lowering, node: Node) -> Expr:
    args = [low.field(node, "consequence"), low.field(node, "alternative")]
    condition = low.text(node.child_by_field_name("condition"))
    return Expr("choice", node, name="if", args=args, condition=condition)


def _assertion(low: Lowering, node: Node) -> Expr:
    return low.lower(node.named_children[-1])


def _spread(low: Lowering, node: Node) -> Expr:
    return Expr("spread", node, target=low.first(node))


def _unary(low: Lowering, node: Node) -> Expr:
    if low.text(node.child(0)) == "void":
        return Expr("constant", node)
    return lowering.unary(low, node, low.field(node, "argument"))


TABLE: Mapping[str, Lower] = {
    **dict.fromkeys(FUNCTIONS, lowering.function),
    "string": _text,
    "template_string": _template,
    "number": lowering.number,
    "null": lowering.constant(None),
    "undefined": lowering.constant(None),
    "true": lowering.constant(True),
    "false": lowering.constant(False),
    "identifier": _name,
    "shorthand_property_identifier": _name,
    "this": _name,
    "super": _name,
    "member_expression": lowering.attribute("property", "object"),
    "subscript_expression": lowering.indexed("object", "index"),
    "call_expression": _call,
    "new_expression": _call,
    "object": _object,
    "array": lowering.sequence,
    "binary_expression": _binary,
    "ternary_expression": _ternary,
    "parenthesized_expression": lowering.inner,
    "await_expression": lowering.inner,
    "as_expression": lowering.inner,
    "satisfies_expression": lowering.inner,
    "non_null_expression": lowering.inner,
    "instantiation_expression": lowering.inner,
    "type_assertion": _assertion,
    "spread_element": _spread,
    "class": lowering.class_expression,
    "import": _name,
    "assignment_expression": lowering.field("right"),
    "unary_expression": _unary,
}
