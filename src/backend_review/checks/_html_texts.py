"""What is certain of texts that become a part of HTML: how they begin, and what in them nothing escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._trees import (
    arguments,
    bare,
    called,
    enclosing_function,
    last_name,
    string_value,
    text,
    walk,
)

GIVES = frozenset(
    {
        "assignment", "augmented_assignment", "variable_declarator", "assignment_expression", "augmented_assignment_expression",
        "short_var_declaration", "assignment_statement", "named_expression",
    }
)  # fmt: skip
_NAMES = frozenset({"identifier"})
_MAX_DEPTH = 6
_HARMLESS_NAME = re.compile(
    r"(?i)(?:^|[._])(?:id|pk|uuid|count|num|number|size|width|height|index|total|url|href|link|path|css|style|colou?r|icon|percent\w*|"
    r"class(?:es|name)?|len|date|time|version|hash|static\w*|prefix|domain|host|html|markup|rendered|svg|safe\w*|escaped\w*|"
    r"get_absolute_url|verbose_name(?:_plural)?|field_?name|model_name|app_label|lang\w*|status|state|type|display)(?:\(\))?$"
)
_HARMLESS_CALL = re.compile(
    r"(?i)^(?:.*\.)?(?:\w*(?:escape|sanit|clean|url|reverse|static|render|json|dumps|html|safe|markup|icon|svg|link|quote|date|time)\w*|"
    r"len|int|float|round|str|_|gettext\w*|ugettext\w*|id|join|format|range|sum|count|strftime|isoformat|hexdigest|intcomma|floatformat)$"
)


def is_constant(node: tree_sitter.Node) -> bool:
    return string_value(node) is not None


def leads(node: tree_sitter.Node | None) -> str:
    """What a text certainly begins with; empty where that is a value."""
    node = bare(node)
    while node is not None and node.type in {
        "binary_expression",
        "binary_operator",
        "call_expression",
        "type_conversion_expression",
    }:
        if node.type == "call_expression":
            taken = arguments(node)
            if last_name(called(node)) not in {"Sprintf", "Sprint", "byte"} or not taken:
                return ""
            node = bare(taken[0])
        elif node.type == "type_conversion_expression":
            node = bare(node.child_by_field_name("operand"))
        else:
            node = bare(node.child_by_field_name("left"))
    if node is None:
        return ""
    if node.type == "template_string":
        return text(node)[1:].split("${", 1)[0]
    if node.type == "identifier":
        return next((leads(value) for value in given(node)), "")
    return string_value(node) or ""


def given(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    function = enclosing_function(node)
    for item in walk(function, GIVES) if function is not None else ():
        left = item.child_by_field_name("left") or item.child_by_field_name("name")
        right = item.child_by_field_name("right") or item.child_by_field_name("value")
        if right is not None and text(left) == text(node):
            right = right.named_children[0] if right.type == "expression_list" and right.named_children else right
            if all(text(item) != text(node) for item in walk(right, _NAMES)):
                yield right


def has_open_hole(value: tree_sitter.Node) -> bool:
    """Whether a text that is marked safe has a part that nothing escaped."""
    return any(not _is_harmless(hole) for hole in _holes(value))


def _holes(node: tree_sitter.Node | None, depth: int = 0) -> Iterator[tree_sitter.Node]:
    node = bare(node)
    if node is None or depth > _MAX_DEPTH or is_constant(node):
        return
    if node.type in {"string", "concatenated_string"}:
        for part in walk(node, frozenset({"interpolation"})):
            found = part.child_by_field_name("expression")
            if found is not None:
                yield found
    elif node.type == "binary_operator":
        left, right = node.child_by_field_name("left"), bare(node.child_by_field_name("right"))
        yield from _holes(left, depth + 1)
        if right is not None and text(node.child_by_field_name("operator")) == "%":
            if right.type in {"tuple", "dictionary"}:
                yield from (item.child_by_field_name("value") or item for item in right.named_children)
            else:
                yield right
        else:
            yield from _holes(right, depth + 1)
    elif node.type == "call" and last_name(called(node)) == "format":
        function = called(node)
        if function is not None and function.type == "attribute":
            for item in arguments(node):
                yield item.child_by_field_name("value") or item
    elif node.type == "identifier":
        values = list(given(node))
        if not values or depth > 1:
            yield node
        for item in values:
            yield from _holes(item, depth + 1)
    else:
        yield node


def _is_harmless(hole: tree_sitter.Node) -> bool:
    node = bare(hole)
    if node is None or node.type in {
        "string",
        "integer",
        "float",
        "true",
        "false",
        "none",
        "list_splat",
        "dictionary_splat",
    }:
        return True
    if node.type in {"conditional_expression", "boolean_operator"}:
        return all(_is_harmless(child) for child in node.named_children)
    written = text(node)
    if node.type == "call":
        return _HARMLESS_CALL.match(text(called(node))) is not None
    if re.fullmatch(r"(?:[\w.]*\.)?[A-Z][A-Z0-9_]*", written) or _HARMLESS_NAME.search(written):
        return True
    if node.type == "identifier":
        values = list(given(node))
        return bool(values) and all(_is_harmless(value) for value in values)
    return node.type not in {"attribute", "subscript"}
