"""A handler that fails answers so, and the process goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import FUNCTIONS, Code, enclosing, statement_of
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.go._leaving import handler_of, results, returned
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "what runs after this line: nothing of the function does"
_FATAL = {"Fatal": "Print", "Fatalf": "Printf", "Fatalln": "Println", "Panic": "Print", "Panicf": "Printf"}
_ERROR = {"Fatal": "Error", "Fatalf": "Errorf", "Fatalln": "Errorln", "Panic": "Error", "Panicf": "Errorf"}


def fix(site: Site) -> Proposal | None:
    """Log and answer 500, or return the error; None where the function can do neither."""
    code = Code(site)
    call = code.call("panic", *_FATAL)
    statement = statement_of(call)
    function = enclosing(call, *FUNCTIONS)
    if not code.whole or call is None or statement is None or function is None:
        return None
    if statement.type != "expression_statement" or code.text(statement) != code.text(call):
        return None
    if code.data[code.data.rfind(b"\n", 0, statement.start_byte) + 1 : statement.start_byte].strip():
        return None
    back = _returned(code, call, function)
    if back is not None:
        return Proposal("return the error", False, tuple(back), _BEHIND)
    answer = _answered(code, call, function)
    return Proposal("log it and answer 500", False, tuple(answer), _BEHIND) if answer else None


def _returned(code: Code, call: Node, function: Node) -> list[Replacement] | None:
    """``panic(err)`` in a function that returns an error; ``log.Fatalf`` as ``fmt.Errorf``."""
    values = code.arguments(call)
    if code.called(call) == "panic":
        if len(values) != 1 or not re.fullmatch(r"err\w*|\w*Err", code.text(values[0])):
            return None
        back = returned(code, function, code.text(values[0]))
        return [code.replaced(call, back)] if back is not None else None
    fmt = using(code, "fmt", call)
    if code.called(call) != "Fatalf" or fmt is None or not _of_log(code, call):
        return None
    given = ", ".join(code.text(value) for value in values)
    if len(values) == 2 and code.text(values[1]) == "err":
        given = re.sub(r"%[vs](?=\")", "%w", given, count=1)
    back = returned(code, function, f"{fmt[0]}.Errorf({given})")
    return [code.replaced(call, back), *fmt[1]] if back is not None else None


def _of_log(code: Code, call: Node) -> bool:
    return code.text(code.receiver(call)) == name_of(code, "log", call)


def _answered(code: Code, call: Node, function: Node) -> list[Replacement] | None:
    handler = handler_of(code, function)
    http = using(code, "net/http", call)
    if handler is None or http is None or handler.kind not in ("nethttp", "gin") or results(code, function):
        return None
    logged = _logged(code, call)
    if logged is None:
        return None
    status = f"{http[0]}.StatusInternalServerError"
    if handler.kind == "gin":
        answer = f"{handler.request}.AbortWithStatus({status})"
    else:
        answer = f"{http[0]}.Error({handler.writer}, {http[0]}.StatusText({status}), {status})"
    text = (code.newline + code.indent(call)).join([logged[0], answer, "return"])
    return [code.replaced(call, text), *logged[1], *http[1]]


def _logged(code: Code, call: Node) -> tuple[str, tuple[Replacement, ...]] | None:
    """The line that logs what ended the process before, by the same logger."""
    arguments, called = code.text(call.child_by_field_name("arguments")), code.called(call)
    if called == "panic":
        slog = name_of(code, "log/slog", call)
        if slog:
            return f'{slog}.Error("request failed", "error", {arguments[1:-1]})', ()
        log = using(code, "log", call)
        return (f"{log[0]}.Print{arguments}", log[1]) if log is not None else None
    function = call.child_by_field_name("function")
    if function is None or function.type != "selector_expression":
        return None
    names = _FATAL if _of_log(code, call) else _ERROR
    return f"{code.text(code.receiver(call))}.{names[called]}{arguments}", ()
