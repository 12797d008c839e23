"""A write, message or call that request code starts and does not wait for, and whose failure nobody takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._rejects import passes_on, rejects, settled
from backend_review.checks._served import asked, called_by, full_name, node_match, served_code, step_at
from backend_review.finding import Confidence, Match
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Function, Module
from backend_review.index.syntax import named, walk
from backend_review.model.effects import site
from backend_review.model.served import Served
from backend_review.model.values import Callee

_RULE = "floating-promise"
_DOES = {
    "write": "write",
    "delete": "delete",
    "publish": "message",
    "outbound_call": "call",
    "transaction": "transaction",
}
# Calls of libraries that do their work, or put it into a buffer or note it for later, before they return.
_AT_ONCE = re.compile(
    r"^(?:better-sqlite3|betterSqlite|sqlite3|amqplib\.Channel|bullmq\.Queue|fs\.|node:fs|mongoose\.ClientSession\.startTransaction)"
)
_COMBINES = re.compile(r"^Promise\.(?:all|race|any)$")
_ASYNC_PYTHON = re.compile(r"^(?:httpx\.AsyncClient|aiohttp\.Client|asyncpg\.)")
_ONLY_NOTES = {"add", "add_all", "expunge", "expunge_all", "expire", "expire_all"}  # AsyncSession: no coroutines
_PROMISE = re.compile(r"^:?\s*Promise\b")


def judge(backend: Backend) -> Iterator[Match]:
    """One match for each promise or coroutine in request code that is dropped."""
    told: set[tuple[str, int]] = set()
    for item in served_code(backend):
        module = item.function.module
        if module.language == "go":
            continue
        for statement in walk(item.function.node):
            if statement.type != "expression_statement" or (module.path, statement.start_byte) in told:
                continue
            find = _python if module.language == "python" else _javascript
            match = find(backend, item, module, statement)
            if match is not None:
                told.add((module.path, statement.start_byte))
                yield match


def _javascript(backend: Backend, item: Served, module: Module, statement: Node) -> Match | None:
    node = _bare(next(iter(named(statement)), None))
    said = node is not None and node.type == "unary_expression" and module.text(node).startswith("void")
    if node is not None and said:
        node = _bare(node.child_by_field_name("argument"))
    if node is None or node.type != "call_expression" or settled(module, node):
        return None
    call = _base(module, node)
    what = _dropped(backend, item, module, call)
    if what is None:
        return None
    written = _written(module, call)
    return node_match(
        _RULE,
        module,
        statement,
        f"Nothing waits for the {what} of `{written}` in {asked(item)}: the answer goes out whether it succeeds or not, and its "
        "failure, which nobody catches, ends the process. Write `await` before it, or `.catch(…)` with a log after it.",
        trace=(*item.way, step_at(module, call, f"starts a {what} that nobody waits for")),
        confidence=Confidence.MEDIUM if said else Confidence.HIGH,
    )


def _dropped(backend: Backend, item: Served, module: Module, call: Node, depth: int = 0) -> str | None:
    """What is lost where the promise of a call is dropped: a write, a message; None where it is no such promise."""
    if depth > 2:
        return None
    arguments = [child for child in named(call.child_by_field_name("arguments")) if child.type != "comment"]
    if _COMBINES.match(module.text(called_by(call))) and arguments:
        inner = [node for node in walk(arguments[0]) if node.type == "call_expression"]
        found = (_dropped(backend, item, module, node, depth + 1) for node in inner if not _is_awaited(node))
        return next((what for what in found if what is not None), None)
    if re.search(r"\.forEach$", module.text(called_by(call))) and arguments and arguments[0].type in FUNCTIONS:
        return _of_closure(backend, module, arguments[0])
    called = backend.effects.called.get(site(module, call), [])
    if called:
        functions = [value.function for value in called if isinstance(value, Callee)]
        if len(functions) != len(called):
            return None
        found = (_of_function(backend, function) for function in functions)
        kinds = list(found)
        return kinds[0] if kinds and all(kind is not None for kind in kinds) else None
    if arguments and arguments[-1].type in FUNCTIONS:
        return None  # a callback takes what comes of it
    used = backend.effects.used.get(site(module, call))
    name = used.name if used is not None else full_name(module, call)
    if _AT_ONCE.match(name):
        return None
    if used is None:
        mails = name.endswith(".sendMail") and len(arguments) == 1 and "nodemailer" in module.file.text
        return "message" if mails else None
    return _kind_at(backend, item.function, module, call, name)


def _kind_at(backend: Backend, function: Function, module: Module, call: Node, name: str) -> str | None:
    lines = range(int(call.start_point[0]) + 1, int(call.end_point[0]) + 2)
    for effect in backend.effects.handling(function).effects:
        here = effect.place.path == module.path and effect.place.line in lines and not effect.chain
        if here and effect.kind in _DOES and (effect.by in {"", name} or effect.by.startswith("sql.")):
            return _DOES[effect.kind]
    return None


def _of_function(backend: Backend, function: Function) -> str | None:
    """What a function of the project does by the time its promise is settled, if that promise may be rejected."""
    if function.module.language != "javascript":
        return None
    if not function.is_async and not _PROMISE.match(function.return_type):
        return None
    if (
        function.is_async
        and rejects(backend, function.module, function.node) is None
        and not passes_on(backend, function.module, function.node)
    ):
        return None
    return _first(backend, function)


def _of_closure(backend: Backend, module: Module, node: Node) -> str | None:
    function = module.function_of(module.lower(node))
    if not function.is_async or rejects(backend, module, node) is None:
        return None
    return _first(backend, function)


def _first(backend: Backend, function: Function) -> str | None:
    found = (item for item in backend.effects.handling(function).effects if not _AT_ONCE.match(item.by))
    return next((_DOES[item.kind] for item in found if item.kind in _DOES), None)


def _python(backend: Backend, item: Served, module: Module, statement: Node) -> Match | None:
    call = next(iter(named(statement)), None)
    if call is None or call.type != "call" or not _is_in_async(statement):
        return None
    called = backend.effects.called.get(site(module, call), [])
    written = _written(module, call)
    if called:
        functions = [value.function for value in called if isinstance(value, Callee)]
        if len(functions) != len(called) or not all(_is_coroutine(function) for function in functions):
            return None
    else:
        used = backend.effects.used.get(site(module, call))
        if used is None or not (
            _ASYNC_PYTHON.match(used.name) or _is_awaited_elsewhere(module, item.function.node, call)
        ):
            return None
        if used.name.rpartition(".")[2] in _ONLY_NOTES:
            return None
        if _kind_at(backend, item.function, module, call, used.name) is None and not used.name.endswith(
            (".commit", ".flush")
        ):
            return None
    return node_match(
        _RULE,
        module,
        statement,
        f"`{written}` in {asked(item)} only makes a coroutine, which nobody awaits, so it never runs. Write `await {written}`.",
        trace=(*item.way, step_at(module, call, "makes a coroutine that nobody awaits")),
    )


def _is_coroutine(function: Function) -> bool:
    """Whether calling a function does nothing yet; a decorator may have made a task of it."""
    body = function.node.child_by_field_name("body")
    yields = body is not None and any(node.type == "yield" for node in walk(body))
    return function.module.language == "python" and function.is_async and not function.decorators and not yields


def _is_in_async(statement: Node) -> bool:
    around = statement.parent
    while around is not None and around.type not in FUNCTIONS:
        around = around.parent
    return around is not None and any(child.type == "async" for child in around.children)


def _is_awaited_elsewhere(module: Module, function: Node, call: Node) -> bool:
    """Whether a method of the same object is awaited in this function: it is the asynchronous kind."""
    target = called_by(call)
    owner = module.text(target.child_by_field_name("object")) if target is not None else ""
    if not owner:
        return False
    return re.search(rf"\bawait {re.escape(owner)}\.\w+\(", module.text(function)) is not None


def _is_awaited(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "await_expression"


def _base(module: Module, node: Node) -> Node:
    """The call whose promise a chain of ``then`` and ``finally`` goes on with."""
    for _ in range(20):
        target = node.child_by_field_name("function")
        if target is None or target.type != "member_expression":
            return node
        inner = target.child_by_field_name("object")
        if module.text(target.child_by_field_name("property")) not in {"then", "finally", "catch"}:
            return node
        if inner is None or inner.type != "call_expression":
            return node
        node = inner
    return node


def _bare(node: Node | None) -> Node | None:
    while node is not None and node.type in {"parenthesized_expression", "non_null_expression", "as_expression"}:
        node = next(iter(named(node)), None)
    return node


def _written(module: Module, call: Node) -> str:
    text = re.sub(r"\s+", " ", module.text(called_by(call)))
    return f"{text if len(text) < 60 else text[:57] + '…'}(…)"
