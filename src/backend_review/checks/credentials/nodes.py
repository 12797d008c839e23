"""Reading syntax nodes of all languages: the text of a string, the name of a key, the callee of a call."""

from __future__ import annotations

import re

from tree_sitter import Node

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_LONGEST_CODE = 4096
MOST_ENTRIES = 300  # of a call, a list or a table that is looked at as a whole
CALLS = {"call", "call_expression", "new_expression", "type_conversion_expression"}
ARGUMENTS = {"argument_list", "arguments"}
LISTS = {"list", "tuple", "set", "array", "literal_value", "expression_list", "pattern_list"}
TRANSPARENT = {
    "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "await",
    "await_expression", "type_assertion", "concatenated_string", "literal_element", "parenthesized_list_splat",
    "conditional_expression", "ternary_expression",
}  # fmt: skip


def source_of(node: Node | None) -> str:
    """The code of a node; nothing for a long one, so that nested code is not read over and over."""
    if node is None or node.end_byte - node.start_byte > _LONGEST_CODE:
        return ""
    return (node.text or b"").decode("utf-8", errors="replace")


def text_of(node: Node) -> str | None:
    """The value of a string node; interpolated parts are NUL characters."""
    if node.type == "raw_string_literal":
        return source_of(node)[1:-1]
    if node.type == "interpreted_string_literal":
        return _unescape(source_of(node)[1:-1])
    parts: list[str] = []
    for child in node.children:
        if child.type in {"string_content", "string_fragment"}:
            parts.append(_unescape(source_of(child)) if child.child_count else source_of(child))
        elif child.type in {"interpolation", "template_substitution"}:
            parts.append("\0")
        elif child.type == "escape_sequence":
            parts.append(_unescape(source_of(child)))
    return "".join(parts)


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found.group(1), found.group(1)), text)


def callee_of(call: Node) -> str:
    """What a call calls, as written, without blanks and empty parentheses."""
    function = (
        call.child_by_field_name("function")
        or call.child_by_field_name("constructor")
        or call.child_by_field_name("type")
    )
    return re.sub(r"\s+|\(\)|\?", "", source_of(function))[-80:]


def last_of(dotted: str) -> str:
    """The last word of a dotted name."""
    return dotted.rpartition(".")[2]


def arguments_of(call: Node) -> list[Node]:
    """The arguments of a call; none when there are too many to look at."""
    holder = call.child_by_field_name("arguments")
    if holder is None or holder.named_child_count > MOST_ENTRIES:
        return []
    return [child for child in holder.named_children if child.type != "comment"]


def operator_of(node: Node) -> str:
    """The operator of a binary expression."""
    return source_of(node.child_by_field_name("operator"))


def key_name(node: Node | None) -> str:
    """The name a target or key has: its last part, or the text in its brackets."""
    if node is None:
        return ""
    if node.type in {"string", "interpreted_string_literal", "template_string", "raw_string_literal"}:
        return text_of(node) or ""
    if node.type == "literal_element" and node.named_children:
        return key_name(node.named_children[0])
    if node.type in {"subscript", "subscript_expression", "index_expression"}:
        index = node.child_by_field_name("subscript") or node.child_by_field_name("index")
        return key_name(index)
    if node.type in {"attribute", "member_expression", "selector_expression"}:
        return source_of(
            node.child_by_field_name("attribute")
            or node.child_by_field_name("property")
            or node.child_by_field_name("field")
        )
    if node.type in {
        "identifier",
        "property_identifier",
        "private_property_identifier",
        "field_identifier",
        "shorthand_property_identifier_pattern",
    }:
        return source_of(node)
    if node.type == "computed_property_name" and node.named_children:
        return key_name(node.named_children[0])
    return ""
