"""Consumers take a few messages at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import FUNCTIONS, Code, enclosing, statement_of
from backend_review.fixes.go._leaving import returned
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "how long a message takes: ten are handed out at a time"


def fix(site: Site) -> Proposal | None:
    """Limit what is handed out before it is acknowledged; None in a function that returns no error."""
    code = Code(site)
    call = code.call("Consume", "ConsumeWithContext")
    if not code.whole or call is None:
        return None
    edit = limit(code, call)
    if edit is None:
        return None
    return Proposal(f"hand out ten messages at a time over `{code.text(code.receiver(call))}`", False, (edit,), _BEHIND)


def limit(code: Code, call: Node) -> Replacement | None:
    """The call of ``Qos`` above the one that consumes."""
    statement, function = statement_of(call), enclosing(call, *FUNCTIONS)
    back = returned(code, function, "err") if function is not None else None
    if statement is None or back is None:
        return None
    if code.data[code.data.rfind(b"\n", 0, statement.start_byte) + 1 : statement.start_byte].strip():
        return None
    channel = code.text(code.receiver(call))
    return code.before(statement, f"if err := {channel}.Qos(10, 0, false); err != nil {{", f"\t{back}", "}")
