"""Answers that tell of an error have a status that says so: 404 for what is not there, 500 for what failed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.expressions.data import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "clients that read the error from a 200 see another status: tell them first"


def fix(site: Site) -> Proposal | None:
    """Give the answer at the finding the status of the branch it is in."""
    code = Code(site)
    start = code.span[0]
    node = code.root.descendant_for_byte_range(start, start) if code.whole else None
    status = _status(code, node)
    if node is None or not status:
        return None
    for call in code.around("json", "send"):
        edit = _edit(code, call, status)
        if edit is not None:
            return Proposal(f"answer {status}", False, (edit,), _BEHIND)
    while node is not None and node.type != "expression_statement":
        node = node.parent
    if node is not None and re.match(r"ctx\.body\s*=", code.text(node)):
        ended = ";" if code.text(node).endswith(";") else ""
        return Proposal(f"answer {status}", False, (code.before(node, f"ctx.status = {status}{ended}"),), _BEHIND)
    return None


def _status(code: Code, node: Node | None) -> str:
    """What went wrong, by the branch: 500 in a ``catch`` and under ``if (err)``, 404 under ``if (!row)``."""
    while node is not None and node.type not in FUNCTIONS:
        if node.type == "catch_clause":
            return "500"
        if node.type == "if_statement":
            condition = code.text(bare(node.child_by_field_name("condition")))
            if re.fullmatch(r"err|error|e", condition):
                return "500"
            if re.fullmatch(r"![\w.]+|[\w.]+\s*===?\s*(?:null|undefined)", condition):
                return "404"
            return ""
        node = node.parent
    return ""


def _edit(code: Code, call: Node, status: str) -> Replacement | None:
    owner, given = bare(code.receiver(call)), arguments(call)
    if owner is None:
        return None
    if code.text(owner) == "c" and code.called(call) == "json" and "hono" in code.file.text:
        return code.appended(call, status) if len(given) == 1 else None
    if owner.type != "identifier" or not re.fullmatch(r"\w*res\w*|reply", code.text(owner)):
        return None
    method = "code" if code.text(owner) == "reply" else "status"
    return code.inserted(owner.end_byte, f".{method}({status})")
