"""Request bodies have a limit."""

from __future__ import annotations

from backend_review.fixes.go._edits import Code, function_of, statement_of
from backend_review.fixes.go._imports import using
from backend_review.fixes.go._leaving import Handler, handler_of
from backend_review.fixes.proposal import Proposal, Replacement, Site

_BEHIND = "requests that are larger than a megabyte: they are refused"
_FORM = "forms with files of more than 32 megabytes: they are refused"


def fix(site: Site) -> Proposal | None:
    """Read through ``http.MaxBytesReader``; None where there is no writer to refuse the request on."""
    code = Code(site)
    call = code.call("ReadAll", "ParseMultipartForm")
    function = function_of(call) if call is not None else None
    if not code.whole or call is None:
        return None
    handler: Handler | None = None
    while function is not None and handler is None:
        handler = handler_of(code, function)
        function = function_of(function)
    http = using(code, "net/http", call)
    values = code.arguments(call)
    if handler is None or handler.kind not in ("nethttp", "gin") or http is None or len(values) != 1:
        return None
    writer = handler.writer or f"{handler.request}.Writer"
    body = f"{handler.request}.Body" if handler.kind == "nethttp" else f"{handler.request}.Request.Body"
    if code.called(call) == "ReadAll":
        if code.text(values[0]) != body:
            return None
        edit = code.replaced(values[0], f"{http[0]}.MaxBytesReader({writer}, {body}, 1<<20)")
        return Proposal("read a megabyte of the body at most", False, (edit, *http[1]), _BEHIND)
    statement = statement_of(call)
    if statement is None or f"{code.text(code.receiver(call))}.Body" != body:
        return None
    edits: tuple[Replacement, ...] = (
        code.before(statement, f"{body} = {http[0]}.MaxBytesReader({writer}, {body}, 32<<20)"),
        code.replaced(values[0], "10 << 20"),
    )
    return Proposal("take forms of 32 megabytes at most", False, (*edits, *http[1]), _FORM)
