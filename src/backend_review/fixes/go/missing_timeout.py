"""Clients get a timeout: a field of ``http.Client``, ``net.DialTimeout``, or a client of one's own for ``http.Get``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, function_of, outermost_function, statement_of, uses
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.go._literals import literal_at, with_fields
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "requests that are known to take longer than 10 seconds"
_SHORT = ("Get", "Post", "Head", "PostForm", "Do")


def fix(site: Site) -> Proposal | None:
    """Give the request a time limit; None for a client that is made elsewhere."""
    code = Code(site)
    time = using(code, "time", code.node)
    if not code.whole or time is None:
        return None
    literal = literal_at(code)
    seconds = f"10 * {time[0]}.Second"
    edits = with_fields(code, literal, {"Timeout": seconds}) if literal is not None else _called(code, seconds)
    if not edits:
        return None
    return Proposal("wait 10 seconds at most", False, (*edits, *time[1]), _BEHIND)


def _called(code: Code, seconds: str) -> list[Replacement] | None:
    call = code.call(*_SHORT, "Dial", "New")
    if call is None:
        return None
    receiver = code.receiver(call)
    name = code.text(receiver)
    if code.called(call) == "Dial" and name == name_of(code, "net", call):
        function = call.child_by_field_name("function")
        field = function.child_by_field_name("field") if function is not None else None
        more = code.appended(call, seconds.replace(" ", ""))
        return [code.replaced(field, "DialTimeout"), more] if field is not None and more is not None else None
    if code.called(call) == "New":
        resty = name_of(code, "github.com/go-resty/resty/v2", call)
        return [code.inserted(call.end_byte, f".SetTimeout({seconds})")] if resty and name == resty else None
    http = name_of(code, "net/http", call)
    if receiver is None or not http or name not in (http, f"{http}.DefaultClient"):
        return None
    return _own_client(code, call, receiver, http, seconds)


def _own_client(code: Code, call: Node, receiver: Node, http: str, seconds: str) -> list[Replacement] | None:
    """``http.Get(url)`` with a client that is made in the line above, or on the spot where that needs no name."""
    made = f"&{http}.Client{{Timeout: {seconds}}}"
    statement, function = statement_of(call), outermost_function(call)
    inline = [code.replaced(receiver, f"({made})")]
    if statement is None or function is None or function_of(statement) != function:
        return inline
    start = code.data.rfind(b"\n", 0, statement.start_byte) + 1
    if code.data[start : statement.start_byte].strip() or statement.type in ("defer_statement", "go_statement"):
        return inline
    others = [
        each
        for each in code.calls(function)
        if code.called(each) in _SHORT and code.text(code.receiver(each)) in (http, f"{http}.DefaultClient")
    ]
    if len(others) > 1 or uses(code, function, "client"):
        return inline
    return [code.before(statement, f"client := {made}"), code.replaced(receiver, "client")]
