"""Certificates are checked again: what switched the check off is turned round, or taken away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, statement_of
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from tree_sitter import Node

_SETTINGS = {
    "rejectUnauthorized": "true", "strictSSL": "true", "trustServerCertificate": "false", "sslValidate": "true",
    "tlsAllowInvalidCertificates": "false", "tlsAllowInvalidHostnames": "false", "tlsInsecure": "false",
}  # fmt: skip
_OPPOSITE = {"true": "false", "false": "true"}
_BEHIND = "a server with a certificate that no known authority signed is refused now: give its authority as `ca`"


def fix(site: Site) -> Proposal | None:
    """Turn the setting at the finding round."""
    code = Code(site)
    if not code.whole:
        return None
    for node in _nodes(code):
        edit, what = _edit(code, node)
        if edit is not None:
            return Proposal(what, False, (edit,), _BEHIND)
    return None


def _edit(code: Code, node: Node) -> tuple[Replacement | None, str]:
    if node.type in {"pair", "assignment_expression"}:
        left = node.child_by_field_name("key") or node.child_by_field_name("left")
        right = node.child_by_field_name("value") or node.child_by_field_name("right")
        name = code.text(left).rpartition(".")[2].strip("'\"")
        if right is not None and name in _SETTINGS and code.text(right) == _OPPOSITE[_SETTINGS[name]]:
            return code.replaced(right, _SETTINGS[name]), f"set `{name}` to {_SETTINGS[name]}"
        if "NODE_TLS_REJECT_UNAUTHORIZED" in code.text(left) and node.type == "assignment_expression":
            return _without(code, node), "leave `NODE_TLS_REJECT_UNAUTHORIZED` alone"
    if node.type in {"string_fragment", "string"} and "sslmode=no-verify" in code.text(node):
        text = re.sub(r"sslmode=no-verify", "sslmode=verify-full", code.text(node))
        return code.replaced(node, text), "let the connection check the server's certificate"
    return None, ""


def _without(code: Code, node: Node) -> Replacement | None:
    """A statement of its own goes with its line."""
    statement = statement_of(node)
    if (
        statement is None
        or statement.type != "expression_statement"
        or code.text(statement).rstrip(";") != code.text(node)
    ):
        return None
    start = code.data.rfind(b"\n", 0, statement.start_byte) + 1
    end = code.data.find(b"\n", statement.end_byte) + 1
    alone = (
        end and not code.data[start : statement.start_byte].strip() and not code.data[statement.end_byte : end].strip()
    )
    return Replacement(start, end, b"") if alone else None


def _nodes(code: Code) -> list[Node]:
    start, end = code.span
    inside = [node for node in walk(code.node) if start <= node.start_byte <= end]
    around = code.node
    for _ in range(3):
        if around.parent is None or around.parent.type in {"program", "statement_block", "object"}:
            break
        around = around.parent
        inside.append(around)
    return inside
