"""Answers say what was done: 201, 204."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, function_of, statement_of
from backend_review.fixes.go._imports import using
from backend_review.fixes.go._leaving import handler_of
from backend_review.fixes.proposal import Proposal, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_STATUS = re.compile(r"(?:\w+\.)?Status(?:OK|NoContent|Created)|20[014]")
_NAMES = {"201": "StatusCreated", "204": "StatusNoContent", "200": "StatusOK"}
_ASKED = re.compile(r"Answer (20[014])")
_BEHIND = "clients that compare the status with 200"


def fix(site: Site) -> Proposal | None:
    """Answer with the status that the message names; None where it is set by something else."""
    code = Code(site)
    found = _ASKED.search(site.finding.message)
    if not code.whole or found is None:
        return None
    wanted = _NAMES[found.group(1)]
    for call in code.calls_of_line():
        values = code.arguments(call)
        status = values[0] if values and _STATUS.fullmatch(code.text(values[0])) else None
        if status is not None:
            package = code.text(status).rpartition(".")[0]
            text = f"{package}.{wanted}" if package else found.group(1)
            described = f"answer {found.group(1)}"
            return Proposal(described, False, (code.replaced(status, text),), _BEHIND)
    return _written_before(code, wanted, found.group(1))


def is_written(code: Code, call: Node, writer: str) -> bool:
    """Whether the function sets a status before a call: a second one would do nothing."""
    function = function_of(call)
    return function is not None and any(
        each.start_byte < call.start_byte and code.text(each).startswith(f"{writer}.WriteHeader(")
        for each in code.calls(function)
    )


def _written_before(code: Code, wanted: str, number: str) -> Proposal | None:
    """net/http: the status in the line above what writes the body."""
    call = next(code.calls_of_line(), None)
    statement = statement_of(call)
    function = function_of(call) if call is not None else None
    handler = handler_of(code, function) if function is not None else None
    if call is None or statement is None or handler is None or handler.kind != "nethttp":
        return None
    if not re.search(rf"\({handler.writer}[,)]|^{handler.writer}\.Write\(", code.text(call)):
        return None
    http = using(code, "net/http", call)
    if http is None or is_written(code, call, handler.writer):
        return None
    edit = code.before(statement, f"{handler.writer}.WriteHeader({http[0]}.{wanted})")
    return Proposal(f"answer {number}", False, (edit, *http[1]), _BEHIND)
