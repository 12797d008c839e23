"""Secrets in the source: the literal, the variable of the environment for it, and the declaration that holds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import STRINGS, Code, enclosing, uses
from backend_review.fixes.go._imports import using
from backend_review.fixes.proposal import Replacement
from backend_review.index.syntax import children, walk

if TYPE_CHECKING:
    from tree_sitter import Node

BEHIND = (
    "the variable must be set wherever this runs (without it the secret is empty), and the one in the source replaced"
)
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def variable_of(name: str) -> str:
    """The name in the environment for a name in the code: ``apiKey`` is ``API_KEY``."""
    return "_".join(word.upper() for word in _WORDS.findall(name)) or "SECRET"


def literal_in(code: Code, node: Node | None) -> Node | None:
    """The one text in a node; None for none or several."""
    found = [inner for inner in walk(node) if inner.type in STRINGS] if node is not None else []
    return found[0] if len(found) == 1 else None


def from_environment(code: Code, literal: Node, variable: str) -> list[Replacement] | None:
    """The edits that read a secret from the environment in a literal's place; None where Go wants a constant."""
    os = using(code, "os", literal)
    if os is None or enclosing(literal, "case_clause", "expression_case") is not None:
        return None
    value = f'{os[0]}.Getenv("{variable}")'
    edits = [code.replaced(literal, value), *os[1]]
    constant = enclosing(literal, "const_declaration")
    if constant is None:
        return edits
    keyword = next((child for child in children(constant) if child.type == "const"), None)
    specs = [node for node in walk(constant) if node.type == "const_spec"]
    if keyword is None or len(specs) != 1 or enclosing(constant, "function_declaration", "method_declaration"):
        return None
    name = code.text(specs[0].child_by_field_name("name"))
    if any(enclosing(use, "const_declaration", "array_type") for use in uses(code, code.root, name)[1:]):
        return None
    return [code.replaced(keyword, "var"), *edits]
