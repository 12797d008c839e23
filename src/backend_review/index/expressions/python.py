"""Lowering Python."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tree_sitter import Node

from backend_review.index import syntax
from backend_review.index.expressions import lowering
from backend_review.index.expressions.data import NONE, Expr
from backend_review.index.expressions.lowering import Lower, Lowering

_FORMATTED = re.compile(r"(?i)(?:r?[ft]|[ft]r)[\"']")


def _string(low: Lowering, node: Node) -> Expr:
    parts = [child for child in syntax.children(node) if child.type == "interpolation"]
    formatted = _FORMATTED.match(low.text(node)) is not None
    content = "".join(_content(low, child, formatted) for child in syntax.children(node))
    if parts:
        made = Expr("template", node, value=content, args=[low.field(part, "expression") for part in parts])
        rest = iter(made.args)
        made.parts = [
            next(rest) if child.type == "interpolation" else _content(low, child, formatted)
            for child in syntax.children(node)
            if child.type in {"interpolation", "string_content"}
        ]
        return made
    return Expr("text", node, value=content)


def _content(low: Lowering, node: Node, formatted: bool) -> str:
    """A part of a text as it is meant: ``{{`` in an f-string is one brace."""
    if node.type != "string_content":
        return ""
    text = low.text(node)
    return text.replace("{{", "{").replace("}}", "}") if formatted else text


def _concatenated(low: Lowering, node: Node) -> Expr:
    pieces = [low.lower(child) for child in node.named_children if child.type == "string"]
    if all(piece.kind == "text" for piece in pieces):
        return Expr("text", node, value="".join(piece.value for piece in pieces))
    return Expr("template", node, args=pieces, parts=list(pieces))


def _call(low: Lowering, node: Node) -> Expr:
    target = low.field(node, "function")
    args: list[Expr] = []
    named: dict[str, Expr] = {}
    options: list[tuple[Expr | None, Expr]] = []
    arguments = node.child_by_field_name("arguments")
    if arguments is not None and arguments.type == "generator_expression":  # any(f(x) for x in xs)
        return Expr("call", node, target=target, args=[low.lower(arguments)])
    for child in arguments.named_children if arguments is not None else ():
        if child.type == "keyword_argument":
            named[low.text(child.child_by_field_name("name"))] = low.field(child, "value")
        elif child.type == "dictionary_splat":
            options.append((None, low.first(child)))
        elif child.type == "list_splat":
            args.append(Expr("spread", child, target=low.first(child)))
        elif child.type != "comment":
            args.append(low.lower(child))
    return Expr("call", node, target=target, args=args or (), named=named or NONE, entries=options or ())


def _subscript(low: Lowering, node: Node) -> Expr:
    keys = [low.lower(child) for child in node.children_by_field_name("subscript")]
    return Expr("index", node, target=low.field(node, "value"), args=keys)


def _generic(low: Lowering, node: Node) -> Expr:
    """``Annotated[User, Depends(f)]`` where a type is expected."""
    inner = [item for child in node.named_children[1:] for item in low.items(child)]
    return Expr("index", node, target=low.first(node), args=inner)


def _dictionary(low: Lowering, node: Node) -> Expr:
    entries: list[tuple[Expr | None, Expr]] = []
    for child in node.named_children:
        if child.type == "pair":
            entries.append((low.field(child, "key"), low.field(child, "value")))
        elif child.type == "dictionary_splat":
            entries.append((None, low.first(child)))
    return Expr("dict", node, entries=entries or ())


def _boolean(low: Lowering, node: Node) -> Expr:
    operator = low.text(node.child_by_field_name("operator"))
    both = [low.field(node, "left"), low.field(node, "right")]
    return Expr("choice", node, name="or", args=both) if operator == "or" else Expr("other", node, args=both)


def _conditional(low: Lowering, node: Node) -> Expr:
    parts = node.named_children
    if len(parts) != 3:
        return Expr("other", node)
    args = [low.lower(parts[0]), low.lower(parts[2])]
    return Expr("choice", node, name="if", args=args, condition=low.text(parts[1]))


def _comprehension(low: Lowering, node: Node) -> Expr:
    made = Expr("comprehension", node, target=low.field(node, "body"))
    loops = [child for child in node.named_children if child.type == "for_in_clause"]
    made.entries = [(low.field(child, "left"), low.field(child, "right")) for child in loops]
    for child in node.named_children:
        if child.type == "if_clause":
            made.condition = low.text(child)
    return made


def _named(low: Lowering, node: Node) -> Expr:
    """``(user := find(id))``"""
    return Expr("named", node, target=low.field(node, "name"), args=[low.field(node, "value")])


def _splat(low: Lowering, node: Node) -> Expr:
    """``*items`` in a list."""
    return Expr("spread", node, target=low.first(node))


def _unary(low: Lowering, node: Node) -> Expr:
    return lowering.unary(low, node, low.field(node, "argument"))


TABLE: Mapping[str, Lower] = {
    "string": _string,
    "concatenated_string": _concatenated,
    "integer": lowering.number,
    "float": lowering.number,
    "none": lowering.constant(None),
    "true": lowering.constant(True),
    "false": lowering.constant(False),
    "identifier": lowering.name,
    "attribute": lowering.attribute("attribute", "object"),
    "subscript": _subscript,
    "type": lowering.inner,
    "generic_type": _generic,
    "as_pattern_target": lowering.inner,
    "pattern_list": lowering.sequence,
    "tuple_pattern": lowering.sequence,
    "list_pattern": lowering.sequence,
    "expression_list": lowering.sequence,
    "call": _call,
    "dictionary": _dictionary,
    "list": lowering.sequence,
    "tuple": lowering.sequence,
    "set": lowering.sequence,
    "binary_operator": lowering.binary,
    "boolean_operator": _boolean,
    "conditional_expression": _conditional,
    "parenthesized_expression": lowering.inner,
    "list_comprehension": _comprehension,
    "set_comprehension": _comprehension,
    "generator_expression": _comprehension,
    "dictionary_comprehension": _comprehension,
    "list_splat": _splat,
    "await": lowering.inner,
    "named_expression": _named,
    "unary_operator": _unary,
    "lambda": lowering.function,
}
