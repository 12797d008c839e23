"""Errors are looked at: ``if err := …; err != nil`` with the way out that the function has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import FUNCTIONS, Code, enclosing, statement_of
from backend_review.fixes.go._leaving import Leaving, handler_of, leaving, logged
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_FORM = re.compile(r"Write `if (_, err|err) := .*?(\.Error)?; err != nil`")
_SENT = re.compile(r"what the caller sent")
_ANSWER = re.compile(r"the answer may be cut off")
_BEHIND = "calls that were meant to fail quietly: the function ends there now"


def fix(site: Site) -> Proposal | None:
    """Check the error; None where the function has no way to say that it failed."""
    code = Code(site)
    found = _FORM.search(site.finding.message)
    statement = statement_of(code.root.descendant_for_byte_range(code.span[0], code.span[0]))
    if not code.whole or found is None or statement is None or statement.type != "expression_statement":
        return None
    if code.data[code.data.rfind(b"\n", 0, statement.start_byte) + 1 : statement.start_byte].strip():
        return None
    way = _way(code, statement)
    if way is None:
        return None
    text = f"if {found.group(1)} := {code.text(statement)}{found.group(2) or ''}; err != nil {{"
    line = code.data.find(b"\n", statement.end_byte)
    behind = code.data[statement.end_byte : line if line >= 0 else len(code.data)].rstrip(b"\r")
    if behind.strip() and not behind.lstrip().startswith(b"//"):
        return None
    if behind.strip():
        text += f" {behind.strip().decode(errors='replace')}"
    indent = code.newline + code.indent(statement)
    body = indent.join([text, *(f"\t{line}" for line in way.lines), "}"])
    edit = Replacement(statement.start_byte, statement.end_byte + len(behind), body.encode())
    described = f"check the error of `{_shown(code, statement)}`"
    return Proposal(described, False, (edit, *way.edits), _BEHIND)


def _way(code: Code, statement: Node) -> Leaving | None:
    message = code.finding.message
    function = enclosing(statement, *FUNCTIONS)
    handler = handler_of(code, function) if function is not None else None
    if _ANSWER.search(message):
        # What is half written cannot be answered otherwise any more.
        return (
            logged(code, statement, "write the answer") if handler is not None and handler.kind == "nethttp" else None
        )
    bad = bool(_SENT.search(message)) or ".Body)" in code.text(statement)
    return leaving(code, statement, "StatusBadRequest" if bad else "StatusInternalServerError")


def _shown(code: Code, statement: Node) -> str:
    text = code.text(statement).split("\n")[0]
    return text if len(text) <= 40 else f"{text[:39]}…"
