"""Secrets are compared in a time that does not depend on them."""

from __future__ import annotations

from backend_review.fixes.go._edits import Code, enclosing, is_text
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import named


def fix(site: Site) -> Proposal | None:
    """``hmac.Equal`` for bytes, ``subtle.ConstantTimeCompare`` for texts; None where neither side is surely a text."""
    code = Code(site)
    if not code.whole:
        return None
    start, end = code.span
    node = enclosing(code.root.descendant_for_byte_range(start, end), "binary_expression", "call_expression")
    if node is None or (node.start_byte, node.end_byte) != (start, end):
        return None
    if node.type == "call_expression":
        package = name_of(code, "bytes", node)
        function = node.child_by_field_name("function")
        hmac = using(code, "crypto/hmac", node)
        if hmac is None or function is None or not package or code.text(function) != f"{package}.Equal":
            return None
        return Proposal("compare with `hmac.Equal`", True, (code.replaced(function, f"{hmac[0]}.Equal"), *hmac[1]))
    sides, operator = named(node), code.text(node.child_by_field_name("operator"))
    subtle = using(code, "crypto/subtle", node)
    if len(sides) != 2 or operator not in ("==", "!=") or subtle is None or code.has_comment(node):
        return None
    if not any(is_text(code, side) for side in sides):
        return None
    one, other = (f"[]byte({code.text(side)})" for side in sides)
    text = f"{subtle[0]}.ConstantTimeCompare({one}, {other}) {operator} 1"
    return Proposal("compare with `subtle.ConstantTimeCompare`", True, (code.replaced(node, text), *subtle[1]))
