"""Errors are answered with an error's status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import FUNCTIONS, Code, enclosing, function_of, statement_of
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.go._leaving import Handler, handler_of
from backend_review.fixes.go.wrong_success_status import is_written
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_OK = re.compile(r"(?:(\w+)\.)?(?:StatusOK|200)")
# Errors of these are of what the client sent.
_CLIENTS = re.compile(r"\b(?:(?:Should)?Bind\w*|BodyParser|Decode|Unmarshal|ParseForm|Atoi|Parse\w*)\(")
_NUMBERS = {"StatusBadRequest": "400", "StatusInternalServerError": "500"}
_BEHIND = "which status it is: what was not found, for one, is a 404"


def fix(site: Site) -> Proposal | None:
    """Answer 500 for an error, 400 for one of what was sent; None where it is for another reason."""
    code = Code(site)
    if not code.whole:
        return None
    for call in code.calls_of_line():
        status = _status(code, call)
        edits = _edits(code, call, status) if status else None
        if edits:
            return Proposal("answer with the status of an error", False, tuple(edits), _BEHIND)
    return None


def _status(code: Code, call: Node) -> str | None:
    """500 for an error, 400 for one of what was sent; None where another condition decides, which tells no status."""
    around = enclosing(call, "if_statement", *FUNCTIONS)
    if around is None or around.type != "if_statement":
        return None
    if not re.fullmatch(r"\w*[eE]rr\w* != nil", code.text(around.child_by_field_name("condition"))):
        return None
    consequence = around.child_by_field_name("consequence")
    if consequence is None or not consequence.start_byte <= call.start_byte < consequence.end_byte:
        return None
    made = around.child_by_field_name("initializer") or around.prev_named_sibling
    sent = made is not None and _CLIENTS.search(code.text(made))
    return "StatusBadRequest" if sent else "StatusInternalServerError"


def _edits(code: Code, call: Node, status: str) -> list[Replacement] | None:
    called, values = code.called(call), code.arguments(call)
    found = _OK.fullmatch(code.text(values[0])) if values else None
    if found is not None and called in ("JSON", "XML", "String", "IndentedJSON", "PureJSON"):
        package = found.group(1)
        return [code.replaced(values[0], f"{package}.{status}" if package else _NUMBERS[status])]
    statement, function = statement_of(call), function_of(call)
    handler = handler_of(code, function) if function is not None else None
    if handler is None or statement is None:
        return None
    if handler.kind == "fiber" and called == "JSON" and code.text(code.receiver(call)) == handler.request:
        fiber = name_of(code, "github.com/gofiber/fiber/v2", call)
        receiver = code.receiver(call)
        return [code.inserted(receiver.end_byte, f".Status({fiber}.{status})")] if receiver is not None else None
    return _above(code, call, statement, handler, status) if handler.kind == "nethttp" else None


def _above(code: Code, call: Node, statement: Node, handler: Handler, status: str) -> list[Replacement] | None:
    http = using(code, "net/http", call)
    writer, request = handler.writer, handler.request
    if http is None or is_written(code, call, writer):
        return None
    text = code.text(call)
    render = name_of(code, "github.com/go-chi/render", call)
    if render and text.startswith(f"{render}.JSON({writer}, "):
        return [code.before(statement, f"{render}.Status({request}, {http[0]}.{status})"), *http[1]]
    if re.search(rf"NewEncoder\({writer}\)|^{writer}\.Write\(|^\w+\.Fprint\w*\({writer},", text):
        return [code.before(statement, f"{writer}.WriteHeader({http[0]}.{status})"), *http[1]]
    return None
