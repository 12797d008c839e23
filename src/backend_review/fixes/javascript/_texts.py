"""The text that a call is given: written there, kept in a name, or in an object of options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from backend_review.fixes.javascript._edits import Code, arguments, bare, function_of
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from tree_sitter import Node

_LOGS = ("console.", "logger.", "log.", "debug(", "this.logger.")


class Built(msgspec.Struct):
    """The expression that makes a text, the name that it is kept in, and the object of options that it is in."""

    expression: Node
    name: Node | None = None
    options: Node | None = None


def built(code: Code, call: Node) -> Built | None:
    """The text of a call's first argument; None where it is not one that is put together."""
    first = next(iter(arguments(call)), None)
    options = code.object_behind(first)
    if options is not None:
        if first is not None and first.type == "identifier" and not _used_once(code, first, call):
            return None
        pair = code.property_of(options, "text", "sql")
        if pair is None:
            return None
        value = pair.child_by_field_name("value") if pair.type == "pair" else pair
        found = _kept(code, value, options) if value is not None else None
        return Built(found.expression, found.name, options) if found is not None else None
    return _kept(code, first, call) if first is not None else None


def _kept(code: Code, given: Node, user: Node) -> Built | None:
    """An expression that makes a text, where it is written; for a name, the only value it has."""
    expression = bare(given)
    if expression is None:
        return None
    if expression.type not in {"identifier", "shorthand_property_identifier"}:
        made = expression.type in {"template_string", "binary_expression"}
        return Built(expression) if made else None
    names = code.names
    found = names.definitions(code.text(expression), expression) if names is not None else []
    if len(found) != 1 or found[0].kind != "value" or found[0].expr is None or found[0].path:
        return None
    value = found[0].expr.node
    declaration = found[0].node
    function = function_of(declaration)
    if function is None or function_of(user) != function or not _used_once(code, expression, user):
        return None
    if value.type not in {"template_string", "binary_expression"} or _changed(code, function, value, user):
        return None
    return Built(value, expression)


def _used_once(code: Code, name: Node, user: Node) -> bool:
    """Whether nothing but a call (and what logs) uses what a name holds, and it is set once."""
    function = function_of(name)
    text = code.text(name)
    uses = 0
    for node in walk(function if function is not None else code.root):
        if node.type in {"identifier", "shorthand_property_identifier"} and code.text(node) == text:
            around = node.parent
            if around is not None and around.type == "augmented_assignment_expression":
                return False
            logged = around is not None and around.type == "arguments" and code.text(around.parent).startswith(_LOGS)
            uses += not logged
    return uses == 2


def _changed(code: Code, function: Node, value: Node, user: Node) -> bool:
    """Whether a name in a value is set before the text is used, so that it would be another value by then."""
    names = {code.text(node) for node in walk(value) if node.type == "identifier"}
    for node in walk(function):
        if not value.end_byte <= node.start_byte < user.start_byte:
            continue
        if node.type in {"assignment_expression", "augmented_assignment_expression", "update_expression"}:
            left = node.child_by_field_name("left") or node.child_by_field_name("argument")
            if left is not None and names & {code.text(inner) for inner in walk(left) if inner.type == "identifier"}:
                return True
    return False
