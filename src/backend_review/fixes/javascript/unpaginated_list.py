"""Lists are answered in pages: Prisma's ``take`` and ``skip``, Mongoose's ``limit`` and ``skip``, from the query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, function_of, statement_of
from backend_review.fixes.javascript._options import with_options
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "clients get twenty rows where they got all and must ask for more (`limit`, `offset`); give the rows an order"
_BOUNDED = {"limit", "take", "first", "count", "countDocuments", "cursor"}


def fix(site: Site) -> Proposal | None:
    """Page the query that the finding's trace ends at, where the request is at hand."""
    code = Code(site)
    last = code.finding.trace[-1] if code.finding.trace else None
    if not code.whole or last is None or last.path != code.file.path or "express" not in code.file.text:
        return None
    for call in walk(code.root):
        if call.type != "call_expression" or code.called(call) not in {"findMany", "find"}:
            continue
        request = _request(code, call) if _line(call) == last.line else ""
        if request:
            edits = _paged(code, call, request)
            what = f"page the query by `{request}.query.limit` and `offset`, a hundred rows at most"
            return Proposal(what, False, tuple(edits), _BEHIND) if edits else None
    return None


def _line(call: Node) -> int:
    """The line that a call's method is on."""
    function = call.child_by_field_name("function")
    name = function.child_by_field_name("property") if function is not None else None
    return int((name or call).start_point[0]) + 1


def _request(code: Code, call: Node) -> str:
    """The request's name in the handler around a query; "" where it is not at hand."""
    function = function_of(call)
    parameters = function.child_by_field_name("parameters") if function is not None else None
    found = re.match(r"\(\s*(req|request)\s*(?::[^,]+)?,\s*\w+", code.text(parameters))
    return found[1] if found else ""


def _paged(code: Code, call: Node, request: str) -> list[Replacement] | None:
    limit = f"Math.min(Math.max(Number({request}.query.limit) || 20, 1), 100)"
    offset = f"Math.max(Number({request}.query.offset) || 0, 0)"
    owner = code.text(code.receiver(call))
    if code.called(call) == "findMany" and re.search(r"\bprisma\b|\bdb\b", owner):
        return with_options(code, call, 0, take=limit, skip=offset)
    if (
        code.called(call) != "find"
        or not re.fullmatch(r"[A-Z]\w*", owner)
        or any(given.type in FUNCTIONS for given in arguments(call))
    ):
        return None
    statement = statement_of(call)
    chained = {code.called(node) for node in walk(statement) if node.type == "call_expression"} if statement else set()
    if chained & _BOUNDED:
        return None
    return [code.inserted(call.end_byte, f".skip({offset}).limit({limit})")]
