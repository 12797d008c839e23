"""Servers get timeouts: fields of ``http.Server``, which replaces the functions that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, function_of, statement_of, uses
from backend_review.fixes.go._imports import using
from backend_review.fixes.go._literals import literal_at, with_fields
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import named

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "uploads that take longer than a minute: ReadTimeout ends them"
_NAMES = ("server", "srv", "httpServer")
# Of each function: where its address, handler, listener and files are among its arguments.
_STARTS = {
    "ListenAndServe": ("addr", "handler"),
    "ListenAndServeTLS": ("addr", "cert", "key", "handler"),
    "Serve": ("listener", "handler"),
    "ServeTLS": ("listener", "handler", "cert", "key"),
}
_GIN = {"Run": ("addr",), "RunTLS": ("addr", "cert", "key")}


def fix(site: Site) -> Proposal | None:
    """Set timeouts where the server is made; None for a start that leaves no place for one."""
    code = Code(site)
    if not code.whole:
        return None
    time = using(code, "time", code.node)
    if time is None:
        return None
    edits = _literal(code, time[0])
    if edits is None:
        edits = _declared(code, time[0])
    if edits is None:
        edits = _started(code, time[0])
    if not edits:
        return None
    return Proposal("give the server timeouts", False, (*edits, *time[1]), _BEHIND)


def _timeouts(time: str, read: str = "ReadHeaderTimeout") -> dict[str, str]:
    first = {read: f"10 * {time}.Second"} if read != "ReadTimeout" else {}
    return {**first, "ReadTimeout": f"60 * {time}.Second", "IdleTimeout": f"120 * {time}.Second"}


def _literal(code: Code, time: str) -> list[Replacement] | None:
    literal = literal_at(code)
    if literal is not None:
        return with_fields(code, literal, _timeouts(time))
    call = code.call("New")
    if call is None:
        return None
    fields = _timeouts(time, "ReadTimeout")
    arguments = code.arguments(call)
    if not arguments:
        place = call.child_by_field_name("arguments")
        package = code.text(code.receiver(call))
        if place is None or not package:
            return None
        written = ", ".join(f"{key}: {value}" for key, value in fields.items())
        return [code.inserted(place.start_byte + 1, f"{package}.Config{{{written}}}")]
    return with_fields(code, arguments[0], fields) if arguments[0].type == "composite_literal" else None


def _declared(code: Code, time: str) -> list[Replacement] | None:
    """``var server http.Server``."""
    statement = statement_of(code.root.descendant_for_byte_range(*code.span))
    if statement is None or statement.type != "var_declaration":
        return None
    specs = named(statement)
    if len(specs) != 1 or specs[0].type != "var_spec" or specs[0].child_by_field_name("value"):
        return None
    name = code.text(specs[0].child_by_field_name("name"))
    return [code.after(statement, *(f"{name}.{key} = {value}" for key, value in _timeouts(time).items()))]


def _started(code: Code, time: str) -> list[Replacement] | None:
    call = code.call(*_STARTS, *_GIN, "Start", "StartTLS")
    statement = statement_of(call)
    if call is None or statement is None:
        return None
    line = code.data[code.data.rfind(b"\n", 0, statement.start_byte) + 1 : statement.start_byte]
    if line.strip():
        return None  # the statement shares its line with a block
    name, receiver = code.called(call), code.text(code.receiver(call))
    if name in ("Start", "StartTLS"):
        field = f"{receiver}.{'TLSServer' if name == 'StartTLS' else 'Server'}"
        return [code.before(statement, *(f"{field}.{key} = {value}" for key, value in _timeouts(time).items()))]
    return _own_server(code, call, statement, time)


def _own_server(code: Code, call: Node, statement: Node, time: str) -> list[Replacement] | None:
    """``http.ListenAndServe(":80", mux)`` as a server of one's own, made in the lines above."""
    called, values = code.called(call), code.arguments(call)
    roles = _GIN.get(called) or _STARTS.get(called)
    http = using(code, "net/http", call)
    function = function_of(statement)
    if roles is None or len(values) != len(roles) or http is None or function is None:
        return None
    if any(node.type == "variadic_argument" for node in values) or code.has_comment(call):
        return None
    given = {role: code.spaced(value) for role, value in zip(roles, values, strict=True)}
    if called in _GIN:
        given["handler"] = code.text(code.receiver(call))
    free = [name for name in _NAMES if not uses(code, function, name)]
    starts = [each for each in code.calls(function) if code.called(each) in (*_STARTS, *_GIN)]
    before = [statement_of(each) for each in starts if each.start_byte < call.start_byte]
    place = sum(each is not None and each.parent == statement.parent for each in before)
    server = free[place] if place < len(free) else None  # two in a block need two names
    if server is None or any("\n" in value for value in given.values()):
        return None
    fields = {"Addr": given.get("addr", ""), "Handler": given["handler"], **_timeouts(time)}
    fields = {key: value for key, value in fields.items() if value and value != "nil"}
    width = max(map(len, fields))
    lines = [f"\t{key}:{' ' * (width - len(key) + 1)}{value}," for key, value in fields.items()]
    made = [f"{server} := &{http[0]}.Server{{", *lines, "}"]
    start = {"Run": "ListenAndServe", "RunTLS": "ListenAndServeTLS"}.get(called, called)
    rest = ", ".join(given[role] for role in ("listener", "cert", "key") if role in given)
    return [code.before(statement, *made), code.replaced(call, f"{server}.{start}({rest})"), *http[1]]
