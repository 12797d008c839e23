"""Answers say what was done: 201 for what was made, 204 for what has no body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare, callee
from backend_review.fixes.javascript._imports import member
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "clients that compare the status with 200 see another one: tell them first"


def fix(site: Site) -> Proposal | None:
    """Give the answer at the finding the status that its message asks for."""
    code = Code(site)
    wanted = re.search(r"\b(201|204)\b", code.finding.message)
    if not code.whole or wanted is None:
        return None
    status = wanted[1]
    for call in code.around("json", "send", "end", "sendStatus"):
        edits = _express(code, call, status)
        if edits:
            return Proposal(f"answer {status}", False, tuple(edits), _BEHIND)
    edits = _nest(code, status)
    return Proposal(f"answer {status}", False, tuple(edits), _BEHIND) if edits else None


def _express(code: Code, call: Node, status: str) -> list[Replacement] | None:
    owner = bare(code.receiver(call))
    name = code.called(call)
    if owner is None or not re.fullmatch(r"\w*res\w*|reply", code.text(owner).split(".")[0].split("(")[0]):
        return None
    if name == "sendStatus":
        given = arguments(call)
        return [code.replaced(given[0], status)] if len(given) == 1 and given[0].type == "number" else None
    there = owner if owner.type == "call_expression" and code.called(owner) in {"status", "code"} else None
    if status == "204" and arguments(call):
        return None  # a body that somebody may read
    if there is not None:
        given = arguments(there)
        same = len(given) == 1 and given[0].type == "number" and code.text(given[0]) != status
        return [code.replaced(given[0], status)] if same else None
    if owner.type != "identifier":
        return None
    method = "code" if code.text(owner) == "reply" else "status"
    return [code.inserted(owner.end_byte, f".{method}({status})")]


def _nest(code: Code, status: str) -> list[Replacement] | None:
    """``@HttpCode(204)`` above the decorator of a NestJS handler."""
    start = code.span[0]
    node = code.root.descendant_for_byte_range(start, start)
    while node is not None and node.type != "decorator":
        node = node.parent
    call = next(iter(node.named_children), None) if node is not None else None
    if node is None or call is None or call.type != "call_expression":
        return None
    if not code.qualified(callee(call)).startswith("@nestjs/common."):
        return None
    imported = member(code, "HttpCode", "@nestjs/common")
    if imported is None:
        return None
    name, edits = imported
    return [*edits, code.inserted(node.end_byte, f"{code.newline}{code.indent(node)}@{name}({status})")]
