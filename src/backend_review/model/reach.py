"""The project's functions that guards and handlers hand the request to: what they do with it is done there.

``RequireUser(c)`` that calls ``a.evaluateOr401(c, …)`` refuses as much as one that answers 401 itself. Python's guards
are looked at elsewhere; of its handlers what they call first is looked at (``require_admin(request)``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function
from backend_review.model.evaluator import Evaluator
from backend_review.model.ownchecks import calls_in
from backend_review.model.routes import FoundRoute, Guard, Handler
from backend_review.model.values import Callee, Scope, Unknown, Value, options

_REQUEST = re.compile(r"ResponseWriter|Request\b|Ctx\b|Context\b|Handler\b|HandlerFunc\b|Next\b")
_SUCCEEDED = re.compile(rb"err\w* == nil")
_CALLED = {"identifier", "selector_expression", "member_expression"}
_MAX_DEPTH = 3
_MAX_FUNCTIONS = 24
_MAX_STEPS = 400
_MAX_CALLS = 200
_MAX_FIRST = 4


def study(evaluator: Evaluator, routes: Iterable[FoundRoute]) -> None:
    """Tell every guard and handler which functions it hands the request to."""
    seen: dict[tuple[int, ...], tuple[Function, ...]] = {}

    def reached(function: Function | None, value: Value | None) -> tuple[Function, ...]:
        if function is None or (function.module.language == "python" and value is not None):
            return ()
        callee = next((item for item in options(value) if isinstance(item, Callee)), None) if value else None
        key = (id(function.node), id(callee.scope) if callee is not None and not function.name else 0)
        if key not in seen:
            seen[key] = _reached(evaluator, function, callee)
        return seen[key]

    done: set[int] = set()
    for found in routes:
        parts: list[Guard | Handler] = [*found.guards, found.route.handler]
        for part in parts:
            if id(part) not in done:
                done.add(id(part))
                part.reached = reached(part.function, (part.value or Unknown()) if isinstance(part, Guard) else None)
                if isinstance(part, Guard) and part.name == "(function)":  # one that was made around a middleware
                    part.name = next((item.name for item in part.reached if item.name and _wraps(item)), part.name)


def _reached(evaluator: Evaluator, function: Function, callee: Callee | None) -> tuple[Function, ...]:
    found: dict[int, Function] = {}
    pending = [(function, callee, 0)]
    while pending and len(found) < _MAX_FUNCTIONS:
        current, held, depth = pending.pop(0)
        for other in _called(evaluator, current, held):
            inner = other.function
            if inner is function or inner.node.id in found:
                continue
            if inner.module.language == "go" and not _is_given_request(inner):
                continue
            found[inner.node.id] = inner
            if depth + 1 < _MAX_DEPTH:
                pending.append((inner, other, depth + 1))
    return tuple(found.values())


def _is_given_request(function: Function) -> bool:
    return any(_REQUEST.search(item.type) and item.type != "context.Context" for item in function.parameters)


def _called(evaluator: Evaluator, function: Function, callee: Callee | None) -> Iterator[Callee]:
    """The functions of the project that are called, or that a closure was made around."""
    scope = around(evaluator, function, callee)
    if scope is None:
        return
    if function.module.language == "python":
        yield from _called_first(evaluator, function, scope)
        return
    if function.module.language == "javascript":
        yield from _called_with_request(evaluator, function, scope)
        return
    handed_on = {item.function.node.id for item in _captured(callee) if not _wraps(item.function)} if callee else set()
    if callee is not None:
        yield from (item for item in _captured(callee) if _wraps(item.function))
    for node in _calls(function.node):
        target = function.module.lower(node)
        found: list[Value] = [Unknown()]
        evaluator.attempt(lambda target=target, found=found: _look(evaluator, target, scope, found), _MAX_STEPS)  # type: ignore[misc]
        for item in options(found[0]):
            if isinstance(item, Callee) and item.function.node.id not in handed_on:
                yield item


def _called_first(evaluator: Evaluator, function: Function, scope: Scope) -> Iterator[Callee]:
    """Python: the functions of the project that the first statements of a body call for what they do."""
    for statement in function.body()[:_MAX_FIRST]:
        value = statement.value
        targets: list[Expr] = []
        if statement.kind == "branch":  # if not is_allowed(request): return "", 403
            called = calls_in(statement.node.child_by_field_name("condition"))
            targets = [function.module.lower(node) for node in called[:_MAX_FIRST]]
        elif statement.kind in {"expr", "assign"} and value is not None and value.kind == "call":
            targets = [value.target] if value.target is not None else []
        for target in targets:
            if target.kind not in {"name", "attr"}:
                continue
            found: list[Value] = [Unknown()]
            evaluator.attempt(lambda target=target, found=found: _look(evaluator, target, scope, found), _MAX_STEPS)  # type: ignore[misc]
            yield from (item for item in options(found[0]) if isinstance(item, Callee))


def _called_with_request(evaluator: Evaluator, function: Function, scope: Scope) -> Iterator[Callee]:
    """JavaScript: the functions that are given a parameter of the function's own, or what is called the request."""
    own = {item.name for item in function.parameters if item.name and item.name not in {"next", "done", "res"}}
    own |= _holding_request(function, own)
    for node in _calls(function.node):
        call = node.parent
        arguments = call.child_by_field_name("arguments") if call is not None else None
        given = arguments.named_children if arguments is not None else []
        if not any(item.type == "identifier" and _names_request(function.module.text(item), own) for item in given):
            continue
        found: list[Value] = [Unknown()]
        target = function.module.lower(node)
        evaluator.attempt(lambda target=target, found=found: _look(evaluator, target, scope, found), _MAX_STEPS)  # type: ignore[misc]
        yield from (item for item in options(found[0]) if isinstance(item, Callee))


def _holding_request(function: Function, own: set[str]) -> set[str]:
    """The variables of a function that are objects with the request in them: ``const context = { app, req, res }``."""
    found: set[str] = set()
    pending = function.body()[:_MAX_CALLS]
    while pending:
        statement = pending.pop(0)
        value = statement.value
        pending += statement.blocks[0] if statement.kind == "try" and statement.blocks else []
        if statement.kind != "assign" or value is None or value.kind != "dict":
            continue
        if any(item.kind == "name" and _names_request(item.name, own) for _, item in value.entries):
            found |= {target.name for target in statement.targets if target.kind == "name"}
    return found


def _names_request(name: str, own: set[str]) -> bool:
    return name in own or name in {"req", "request", "ctx", "context"}


def _look(evaluator: Evaluator, target: Expr, scope: Scope, found: list[Value]) -> None:
    found[0] = evaluator.evaluate(target, scope)


def around(evaluator: Evaluator, function: Function, callee: Callee | None) -> Scope | None:
    """The variables that a function sees before it does anything; its parameters are some object of their type."""
    if callee is not None and callee.function is function:
        outer: Scope | None = callee.scope
    else:
        outer = evaluator.scope_of(function.module.path)
    if outer is None:
        return None
    scope = Scope(function.module, outer)
    if function.owner is not None and function.module.language == "javascript":
        made = evaluator.instance_of(function.owner.name, outer)
        scope.names["this"] = (callee.bound if callee is not None else None) or made or Unknown()
    name, type = function.receiver
    if name:
        bound = callee.bound if callee is not None else None
        scope.names[name] = bound or evaluator.instance_of(type, outer) or Unknown()
    for parameter in function.parameters:
        if parameter.name:
            scope.names[parameter.name] = evaluator.instance_of(parameter.type, outer) or Unknown()
    if function.owner is not None and function.module.language == "python" and function.parameters:
        made = evaluator.instance_of(function.owner.name, outer)
        scope.names[function.parameters[0].name] = (callee.bound if callee is not None else None) or made or Unknown()
    return scope


def _calls(node: Node) -> Iterator[Node]:
    """What is called inside of a function, in the order of the code."""
    pending = [node]
    count = 0
    while pending and count < _MAX_CALLS:
        item = pending.pop()
        if item.type == "call_expression":
            target = item.child_by_field_name("function")
            if target is not None and target.type in _CALLED:
                count += 1
                yield target
        pending.extend(inner for inner in reversed(item.named_children) if not _is_only_asked(item, inner))


def _is_only_asked(branch: Node, part: Node) -> bool:
    """Go: whether a part of an ``if`` calls what may fail, without stopping: ``if err := admin(r); err == nil``."""
    if branch.type != "if_statement" or part != branch.child_by_field_name("initializer"):
        return False
    condition = branch.child_by_field_name("condition")
    written = (condition.text or b"") if condition is not None else b""
    return _SUCCEEDED.fullmatch(written) is not None and branch.child_by_field_name("alternative") is None


def _wraps(function: Function) -> bool:
    """Whether a function is given a handler: a middleware."""
    return any("Handler" in item.type for item in function.parameters) and function.return_type != ""


def _captured(callee: Callee) -> list[Callee]:
    """The functions that a closure's code names and that the call around it was given (``chain(next, middleware)``)."""
    found: list[Callee] = []
    if callee.function.name:
        return found
    text = callee.function.module.text(callee.function.node)
    scope: Scope | None = callee.scope
    while scope is not None and scope.outer is not None and scope.outer.outer is not None:
        for name, value in scope.names.items():
            if re.search(rf"\b{re.escape(name)}\b", text):
                found += [item for item in options(value) if isinstance(item, Callee) and item is not callee]
        scope = scope.outer
    return found
