"""Errors are answered with an error's status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, function_of, statement_of
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.go._leaving import handler_of
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_OK = re.compile(r"(?:(\w+)\.)?(?:StatusOK|200)")
_ERROR = "StatusInternalServerError"
_BEHIND = "which status it is: 500 stands for an error of the server, 404 or 400 for one of the request"


def fix(site: Site) -> Proposal | None:
    """Answer 500 where nothing says that it is the caller's mistake; None where the answer is made elsewhere."""
    code = Code(site)
    if not code.whole:
        return None
    for call in code.calls_of_line():
        edits = _edits(code, call)
        if edits:
            return Proposal("answer with the status of an error", False, tuple(edits), _BEHIND)
    return None


def _edits(code: Code, call: Node) -> list[Replacement] | None:
    called, values = code.called(call), code.arguments(call)
    found = _OK.fullmatch(code.text(values[0])) if values else None
    if found is not None and called in ("JSON", "XML", "String", "IndentedJSON", "PureJSON"):
        package = found.group(1)
        return [code.replaced(values[0], f"{package}.{_ERROR}" if package else "500")]
    statement, function = statement_of(call), function_of(call)
    handler = handler_of(code, function) if function is not None else None
    if handler is None or statement is None:
        return None
    if handler.kind == "fiber" and called == "JSON" and code.text(code.receiver(call)) == handler.request:
        fiber = name_of(code, "github.com/gofiber/fiber/v2", call)
        receiver = code.receiver(call)
        return [code.inserted(receiver.end_byte, f".Status({fiber}.{_ERROR})")] if receiver is not None else None
    return _above(code, call, statement, handler.writer, handler.request) if handler.kind == "nethttp" else None


def _above(code: Code, call: Node, statement: Node, writer: str, request: str) -> list[Replacement] | None:
    http = using(code, "net/http", call)
    if http is None:
        return None
    text = code.text(call)
    render = name_of(code, "github.com/go-chi/render", call)
    if render and text.startswith(f"{render}.JSON({writer}, "):
        return [code.before(statement, f"{render}.Status({request}, {http[0]}.{_ERROR})"), *http[1]]
    if re.search(rf"NewEncoder\({writer}\)|^{writer}\.Write\(|^\w+\.Fprint\w*\({writer},", text):
        return [code.before(statement, f"{writer}.WriteHeader({http[0]}.{_ERROR})"), *http[1]]
    return None
