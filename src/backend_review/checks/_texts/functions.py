"""Functions and their uses: what they are called, what they take, and where a name is a call of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.checks._texts.nodes import ancestors, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

_DEFINES = {
    "function_definition", "function_declaration", "method_definition", "method_declaration", "variable_declarator",
    "public_field_definition", "method_signature", "abstract_method_signature", "method_elem", "method_spec",
    "property_signature", "function_signature",
}  # fmt: skip
_IMPORTS = {"import_specifier", "export_specifier", "import_from_statement", "import_clause", "dotted_name"}
_WRAPS = {"staticmethod", "classmethod", "override", "abstractmethod", "cached_property", "contextmanager"}
_MEMBERS = {"attribute", "member_expression", "selector_expression"}


def name_of(function: Node) -> str:
    """The name that a function is called by."""
    name = function.child_by_field_name("name")
    around = function.parent
    if name is None and around is not None and around.type in {"variable_declarator", "public_field_definition"}:
        name = around.child_by_field_name("name") or around.child_by_field_name("property")
    return text_of(name) if name is not None else ""


def place_of(function: Node, parameter: str) -> int | None:
    """The place of a parameter among those that callers give."""
    names = parameters(function)
    if names[:1] in (["self"], ["cls"], ["this"]):
        names = names[1:]
    return names.index(parameter) if parameter in names else None


def parameters(function: Node) -> list[str]:
    names: list[str] = []
    listing = function.child_by_field_name("parameters")
    for child in listing.named_children if listing is not None else []:
        if child.type == "parameter_declaration":
            names.extend(text_of(item) for item in child.children_by_field_name("name"))
            continue
        inner = (
            child.child_by_field_name("name")
            or child.child_by_field_name("pattern")
            or child.child_by_field_name("left")
        )
        if inner is None and child.type == "typed_parameter":
            inner = child.named_children[0]
        if child.type != "comment":
            names.append(text_of(inner or child))
    return names


def is_decorated(function: Node) -> bool:
    """Whether a library may call a function: a route, a task, a resolver."""
    around = function.parent
    holder = around if around is not None and around.type == "decorated_definition" else function
    before = function.prev_named_sibling
    if function.type == "method_definition" and before is not None and before.type == "decorator":
        return True
    if any("decorator" in child.type for child in function.children):
        return True
    return any(
        text_of(child).lstrip("@").split("(")[0].rpartition(".")[2] not in _WRAPS
        for child in holder.children
        if child.type == "decorator"
    )


def called_at(node: Node) -> Node | None:
    """The call of which a name is what is called: ``name(…)``, ``store.name(…)``."""
    around = node.parent
    if around is not None and around.type in _MEMBERS and around.named_children[-1] == node:
        node, around = around, around.parent
    if around is None or around.type not in {"call", "call_expression"}:
        return None
    return around if around.child_by_field_name("function") == node else None


def is_harmless_use(node: Node) -> bool:
    """Whether a name is only declared, imported or exported at a place."""
    around = node.parent
    if around is None:
        return False
    if around.type in _DEFINES:
        return (around.child_by_field_name("name") or around.child_by_field_name("property")) == node
    return around.type in _IMPORTS and any(
        up.type in {"import_statement", "import_from_statement", "export_statement"} for up in ancestors(node)
    )
