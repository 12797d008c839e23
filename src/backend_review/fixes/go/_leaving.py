"""How a Go function gives up: what it returns with an error, or how its handler answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from backend_review.fixes.go._edits import FUNCTIONS, Code, enclosing
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.proposal import Replacement
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_ZEROS = {
    "string": '""', "bool": "false", "error": "nil", "any": "nil", "interface{}": "nil",
    **dict.fromkeys(
        ("int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float32", "float64",
         "byte", "rune", "uintptr", "time.Duration"), "0",
    ),
}  # fmt: skip
_NIL = re.compile(r"(?:\*|\[\]|map\[|chan |<-chan|func\()")
_CONTEXTS = {
    "github.com/gin-gonic/gin": "gin",
    "github.com/labstack/echo/v4": "echo",
    "github.com/labstack/echo": "echo",
    "github.com/gofiber/fiber/v2": "fiber",
}


class Handler(msgspec.Struct, frozen=True):
    """A function that answers a request: ``kind`` is nethttp, gin, echo or fiber; the names of what it is given."""

    kind: str
    writer: str  # of net/http
    request: str  # of net/http, or the context of a framework


def parameters(code: Code, function: Node) -> list[tuple[str, str]]:
    """The parameters of a function with their types; a name for each."""
    found = []
    for node in named(function.child_by_field_name("parameters")):
        if node.type == "parameter_declaration":
            kind = code.text(node.child_by_field_name("type"))
            found += [(code.text(name), kind) for name in node.children_by_field_name("name")]
    return found


def handler_of(code: Code, function: Node) -> Handler | None:
    """What a function is given of a request, if it is a handler (its own parameters; not those of functions around)."""
    types = {kind: name for name, kind in parameters(code, function) if name != "_"}
    http = name_of(code, "net/http") or "http"
    writer, request = types.get(f"{http}.ResponseWriter"), types.get(f"*{http}.Request")
    if writer and request:
        return Handler("nethttp", writer, request)
    for path, kind in _CONTEXTS.items():
        name = name_of(code, path)
        context = types.get(f"{name}.Context") if kind == "echo" else None
        context = context or (types.get(f"*{name}.{'Ctx' if kind == 'fiber' else 'Context'}") if name else None)
        if context:
            return Handler(kind, "", context)
    return None


def results(code: Code, function: Node) -> list[str] | None:
    """The types that a function returns; None where they are named or not understood."""
    result = function.child_by_field_name("result")
    if result is None:
        return []
    if result.type != "parameter_list":
        return [code.text(result)]
    inner = named(result)
    if any(node.type != "parameter_declaration" or node.child_by_field_name("name") for node in inner):
        return None
    return [code.text(node.child_by_field_name("type")) for node in inner]


def returned(code: Code, function: Node, error: str) -> str | None:
    """The return statement with an error, for a function whose last result is one; None for another."""
    types = results(code, function)
    if not types or types[-1] != "error":
        return None
    zeros = []
    for kind in types[:-1]:
        zero = _zero(code, kind)
        if zero is None:
            return None
        zeros.append(zero)
    return f"return {', '.join([*zeros, error])}"


def _zero(code: Code, kind: str) -> str | None:
    """The value that a function of this type returns with an error; None where it cannot be told."""
    if kind in _ZEROS:
        return _ZEROS[kind]
    if _NIL.match(kind):
        return "nil"
    for node in walk(code.root):
        if node.type == "type_spec" and code.text(node.child_by_field_name("name")) == kind:
            declared = node.child_by_field_name("type")
            if declared is not None and declared.type == "struct_type":
                return f"{kind}{{}}"
            return "nil" if declared is not None and declared.type == "interface_type" else None
    return None


class Leaving(msgspec.Struct, frozen=True):
    """The lines that give up, and the edits (imports) that they need."""

    lines: tuple[str, ...]
    edits: tuple[Replacement, ...] = ()


def leaving(code: Code, node: Node, status: str = "StatusInternalServerError", said: str = "") -> Leaving | None:
    """How the function around a node gives up when ``err`` is set; None where it has no way to say so.

    A function with an error returns it, a handler logs it and answers with ``status`` of net/http. ``said`` is what it
    logs before the error.
    """
    function = enclosing(node.parent, *FUNCTIONS)
    if function is None:
        return None
    handler = handler_of(code, function)
    if handler is not None and handler.kind in ("nethttp", "gin"):
        return _answered(code, node, function, handler, status, said)
    back = returned(code, function, "err")
    return Leaving((back,)) if back is not None else None


def _answered(code: Code, node: Node, function: Node, handler: Handler, status: str, said: str) -> Leaving | None:
    http = using(code, "net/http", node)
    if http is None or results(code, function):
        return None
    lines: list[str] = []
    edits = list(http[1])
    if status == "StatusInternalServerError":
        log = logged(code, node, said)
        if log is None:
            return None
        lines += log.lines
        edits += log.edits
    constant = f"{http[0]}.{status}"
    if handler.kind == "gin":
        lines.append(f"{handler.request}.AbortWithStatus({constant})")
    else:
        lines.append(f"{http[0]}.Error({handler.writer}, {http[0]}.StatusText({constant}), {constant})")
    return Leaving((*lines, "return"), tuple(edits))


def logged(code: Code, node: Node, said: str = "", error: str = "err") -> Leaving | None:
    """The line that logs an error as the file does it: with log/slog where it uses that, else with log."""
    slog = name_of(code, "log/slog", node)
    if slog:
        return Leaving((f'{slog}.Error("{said or "request failed"}", "error", {error})',))
    log = using(code, "log", node)
    if log is None:
        return None
    return Leaving((f'{log[0]}.Printf("{said}: %v", {error})' if said else f"{log[0]}.Print({error})",), log[1])
