"""What the nodes of calls, items and declarations are made of, in all three languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node


def text_of(node: Node) -> str:
    """The source text of a node."""
    return node.text.decode("utf-8", errors="replace") if node.text else ""


def ancestors(node: Node) -> Iterator[Node]:
    """The nodes around a node, nearest first."""
    up = node.parent
    while up is not None:
        yield up
        up = up.parent


def base(item: Node) -> Node | None:
    """What an item is taken from: ``table`` in ``table[key]``."""
    return (
        item.child_by_field_name("value") or item.child_by_field_name("object") or item.child_by_field_name("operand")
    )


def callee(call: Node) -> str:
    """The dotted name a call calls; an empty text when it is no name."""
    target = call.child_by_field_name("function") or call.child_by_field_name("constructor")
    return text_of(target) if target is not None else ""


def method(call: Node) -> str:
    """The last name of what a call calls: ``execute`` in ``db.cursor().execute(x)``."""
    target = call.child_by_field_name("function") or call.child_by_field_name("constructor")
    if target is None:
        return ""
    last = (
        target.child_by_field_name("attribute")
        or target.child_by_field_name("property")
        or target.child_by_field_name("field")
    )
    return text_of(last or target)


def receiver(call: Node) -> Node | None:
    """What stands before the last dot of what a call calls."""
    target = call.child_by_field_name("function")
    if target is None:
        return None
    return target.child_by_field_name("object") or target.child_by_field_name("operand")


def arguments(call: Node) -> tuple[list[Node], dict[str, Node]]:
    """The positional and the named arguments of a call."""
    listing = call.child_by_field_name("arguments")
    positional: list[Node] = []
    named: dict[str, Node] = {}
    if listing is None or listing.type == "template_string":
        return positional, named
    if listing.type == "generator_expression":
        return [listing], named
    for child in listing.named_children:
        if child.type == "comment":
            continue
        if child.type == "keyword_argument":
            name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
            if name is not None and value is not None:
                named[text_of(name)] = value
        else:
            positional.append(child)
    return positional, named


def annotation_of(node: Node) -> str:
    """The declared type of a variable or parameter; an empty text when there is none."""
    declared = node.child_by_field_name("type")
    return text_of(declared).lstrip(": ").strip() if declared is not None else ""
