"""The value of a variable that is given one, and only one, in the function it is used in or around it."""

from __future__ import annotations

import tree_sitter

from backend_review.checks._trees import FUNCTIONS, enclosing_function, text, walk

_GIVES = frozenset(
    {
        "assignment", "named_expression", "variable_declarator", "assignment_expression", "short_var_declaration",
        "assignment_statement", "var_spec", "const_spec", "augmented_assignment", "augmented_assignment_expression",
        "default_parameter", "typed_default_parameter", "assignment_pattern", "required_parameter",
    }
)  # fmt: skip
_NAMES = frozenset({"identifier"})


def only_value(node: tree_sitter.Node) -> tree_sitter.Node | None:
    """What the variable at a place is given, a default of a parameter too; None where that is not the one thing."""
    name = text(node)
    scope = node.parent
    while scope is not None:
        if scope.type in FUNCTIONS or scope.parent is None:
            given = [item for item in walk(scope, _GIVES) if _given(item) == name and _around(item, node)]
            if given:
                return _value(given[0]) if len(given) == 1 and "augmented" not in given[0].type else None
            parameters = scope.child_by_field_name("parameters")
            if parameters is not None and any(text(item) == name for item in walk(parameters, _NAMES)):
                return None
        scope = scope.parent
    return None


def _around(item: tree_sitter.Node, node: tree_sitter.Node) -> bool:
    """Whether what gives a value is in a function that a place is in, too."""
    function = enclosing_function(item)
    return function is None or function.start_byte <= node.start_byte < function.end_byte


def uses(node: tree_sitter.Node) -> int:
    """How often the name at a place stands in the function around it (or the file)."""
    scope = node.parent
    while scope is not None and scope.type not in FUNCTIONS and scope.parent is not None:
        scope = scope.parent
    return sum(text(item) == text(node) for item in walk(scope, _NAMES)) if scope is not None else 0


def _first(node: tree_sitter.Node | None) -> tree_sitter.Node | None:
    return (
        node.named_children[0] if node is not None and node.type == "expression_list" and node.named_children else node
    )


def _given(node: tree_sitter.Node) -> str:
    for field in ("left", "name", "pattern"):
        found = _first(node.child_by_field_name(field))
        if found is not None:
            return text(found)
    return ""


def _value(node: tree_sitter.Node) -> tree_sitter.Node | None:
    return _first(node.child_by_field_name("right") or node.child_by_field_name("value"))
