"""Certificates are verified: ``InsecureSkipVerify`` goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import (
    FUNCTIONS,
    Code,
    enclosing,
    outermost_function,
    statement_of,
    unused_declaration,
    uses,
)
from backend_review.fixes.go._literals import around, elements, without_field
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import named

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "servers whose certificate is signed by an authority of your own: they need RootCAs"
_FIELD = "InsecureSkipVerify"


def fix(site: Site) -> Proposal | None:
    """Take the field or the assignment away; None for other ways to skip the check."""
    code = Code(site)
    node = code.root.descendant_for_byte_range(*code.span)
    if not code.whole or node is None or _on_request(code, node):
        return None
    edits = _dsn(code) or _field(code, node) or _assigned(code, node)
    return Proposal("verify the server's certificate", False, tuple(edits), _BEHIND) if edits else None


def _dsn(code: Code) -> list[Replacement] | None:
    """MySQL's ``tls=skip-verify`` in the address of a database."""
    start, end = code.span
    place = code.data.find(b"tls=skip-verify", start, end)
    return [Replacement(place, place + len(b"tls=skip-verify"), b"tls=true")] if place >= 0 else None


def _on_request(code: Code, node: Node) -> bool:
    """Whether a condition decides it: then somebody asks for it, and the fix would only ignore them."""
    around = enclosing(node, "if_statement", *FUNCTIONS)
    while around is not None and around.type == "if_statement":
        if "nil" not in code.text(around.child_by_field_name("condition")):
            return True
        around = enclosing(around.parent, "if_statement", *FUNCTIONS)
    return False


def _field(code: Code, node: Node) -> list[Replacement] | None:
    element = enclosing(node, "keyed_element")
    literal = around(node)
    if element is None or literal is None or code.text(named(element)[0]) != _FIELD:
        return None
    if len(elements(literal)) == 1 and literal.start_point[0] != literal.end_point[0]:
        # An empty literal is of one line, and the lines around it would be aligned anew.
        return [code.replaced(named(element)[1], "false")]
    edits = without_field(code, literal, _FIELD)
    value = code.root.descendant_for_byte_range(*code.span)
    if edits is None or value is None or value.type != "identifier" or code.text(value) in ("true", "false"):
        return edits
    unused = unused_declaration(code, value)
    return None if unused is None else [*edits, *unused]


def _assigned(code: Code, node: Node) -> list[Replacement] | None:
    """``cfg.InsecureSkipVerify = true``: the line goes, unless it is the only use of the variable."""
    statement = statement_of(node)
    if statement is None or statement.type != "assignment_statement":
        return None
    left, right = named(statement.child_by_field_name("left")), named(statement.child_by_field_name("right"))
    if len(left) != 1 or len(right) != 1 or not code.text(left[0]).endswith(f".{_FIELD}"):
        return None
    root = left[0]
    while root.type == "selector_expression":
        operand = root.child_by_field_name("operand")
        if operand is None:
            return None
        root = operand
    function = outermost_function(statement)
    gone = code.without_line(statement)
    if gone is None or function is None or root.type != "identifier" or len(uses(code, function, code.text(root))) < 3:
        return [code.replaced(right[0], "false")]
    return [gone]
