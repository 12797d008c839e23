"""Page sizes that callers choose have a maximum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from tree_sitter import Node

_READS = re.compile(r"(?:Number|parseInt|Number\.parseInt|\+)\s*\(?.*", re.DOTALL)
_BEHIND = "callers that asked for more than a hundred rows at once get a hundred: see that they ask for the next page"


def fix(site: Site) -> Proposal | None:
    """Let the size that the finding names be a hundred at most, where the handler reads it from the request."""
    code = Code(site)
    named = re.search(r"`(\w+)` of the query", code.finding.message)
    handler = _handler(code) if code.whole and named else None
    if handler is None or named is None:
        return None
    name = named[1]
    for node in walk(handler):
        value = node.child_by_field_name("value")
        if node.type not in {"variable_declarator", "pair"} or value is None or value.type in FUNCTIONS:
            continue
        text = code.text(value)
        read = re.search(rf"\.query\.{name}\b|\.query\[[\"']{name}[\"']\]", text)
        if read and _READS.match(text) and value.type in {"call_expression", "binary_expression", "unary_expression"}:
            edits = (code.inserted(value.start_byte, "Math.min("), code.inserted(value.end_byte, ", 100)"))
            return Proposal(f"let `{name}` be a hundred at most", False, edits, _BEHIND)
    return None


def _handler(code: Code) -> Node | None:
    """The function in the registration at the finding."""
    start, end = code.span
    for node in walk(code.root):
        if node.type in FUNCTIONS and start <= node.start_byte <= end:
            return node
    return None
