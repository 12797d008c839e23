"""JavaScript: whether the promise of an async function may be rejected, and by what."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Module
from backend_review.index.syntax import named
from backend_review.model.effects import site
from backend_review.model.results import assigned, bare, is_asked, is_result, returned, steps
from backend_review.model.values import Callee

_MAX_DEPTH = 3
_MOST_STEPS = 30  # of a chain of calls
# Promises that are only ever fulfilled, as people write them, and what is no promise.
_NEVER = re.compile(
    r"(?:res|response|reply)\s*\.|Promise\.(?:allSettled|resolve)\(|(?:^|\.)(?:sleep|delay|wait|setTimeout|next|safeParseAsync)\("
)
_TIMER = re.compile(r"new\s+Promise\W.*\bsetTimeout\(", re.DOTALL)
# Promises of several: what they are given, and one by one.
_SEVERAL = {"Promise.all", "Promise.race", "Promise.any"}


def rejects(backend: Backend, module: Module, function: Node, depth: int = 0) -> Node | None:
    """The first ``await`` or ``throw`` of a function that no ``catch`` of its own takes; None when there is none."""
    body = function.child_by_field_name("body")
    pending = [body] if body is not None else []
    while pending:
        node = pending.pop()
        if node.type in FUNCTIONS or node.type in {"class", "class_declaration"}:
            continue
        if node.type == "try_statement" and node.child_by_field_name("handler") is not None:
            pending += [part for part in _outside(node) if part is not None]
            continue
        if node.type == "throw_statement" or (node.type == "await_expression" and _may(backend, module, node, depth)):
            return node
        if node.type == "for_in_statement" and any(child.type == "await" for child in node.children):
            return node
        pending.extend(reversed(named(node)))
    return None


def _outside(node: Node) -> list[Node | None]:
    """The parts of a ``try`` that its ``catch`` does not take: what the ``catch`` throws on, and the end."""
    handler = node.child_by_field_name("handler")
    thrown = [item for item in _statements(handler) if item.type == "throw_statement"]
    return [node.child_by_field_name("finalizer"), *thrown]


def _statements(node: Node | None) -> list[Node]:
    """The statements below a node, without those of functions in it and of ``try`` blocks in it."""
    found: list[Node] = []
    pending = [node] if node is not None else []
    while pending:
        current = pending.pop()
        if current.type in FUNCTIONS or current.type == "try_statement":
            continue
        if current.type.endswith("_statement"):
            found.append(current)
        pending.extend(reversed(named(current)))
    return found


def _may(backend: Backend, module: Module, node: Node, depth: int) -> bool:
    """Whether what is awaited may be rejected."""
    awaited = bare(next(iter(named(node)), None))
    return awaited is not None and not (
        is_asked(module, node) or _is_fulfilled(backend, module, awaited, depth) or _NEVER.match(module.text(awaited))
    )


def _is_fulfilled(backend: Backend, module: Module, promise: Node, depth: int) -> bool:
    """Whether a promise is known to be fulfilled whatever happens."""
    if depth > _MAX_DEPTH:
        return False
    if promise.type == "identifier":
        made = bare(assigned(module, promise))
        return made is not None and _is_fulfilled(backend, module, made, depth + 1)
    if settled(module, promise) or _TIMER.match(module.text(promise)):
        return True
    if is_result(backend.effects, module, promise):
        asynchronous = (step for step in steps(promise) if _is_async(step))
        return all(rejects(backend, module, step, depth + 1) is None for step in asynchronous)
    return _all_are(backend, module, promise, depth) or _cannot(backend, module, promise, depth)


def _all_are(backend: Backend, module: Module, node: Node, depth: int) -> bool:
    """``Promise.all`` of promises that are all fulfilled, or of what a function makes that takes all that goes wrong."""
    if node.type != "call_expression" or module.text(node.child_by_field_name("function")) not in _SEVERAL:
        return False
    given = bare(next(iter(named(node.child_by_field_name("arguments"))), None))
    if given is not None and given.type == "identifier":
        given = bare(assigned(module, given))
    if given is None:
        return False
    if given.type == "array":
        items = [item for item in map(bare, named(given)) if item is not None and item.type != "comment"]
        return bool(items) and all(_is_fulfilled(backend, module, item, depth + 1) for item in items)
    target = given.child_by_field_name("function") if given.type == "call_expression" else None
    if target is None or module.text(target.child_by_field_name("property")) != "map":
        return False
    function = bare(next(iter(named(given.child_by_field_name("arguments"))), None))
    if function is not None and function.type == "identifier":
        function = bare(assigned(module, function))
    return function is not None and function.type in FUNCTIONS and _takes_all(backend, module, function, depth)


def _takes_all(backend: Backend, module: Module, function: Node, depth: int) -> bool:
    """Whether the promise of a function's call is fulfilled: it catches what it awaits, and returns no other's promise."""
    given = [item for item in map(bare, returned(function)) if item is not None]
    if not _is_async(function):
        return bool(given) and all(_is_fulfilled(backend, module, item, depth + 1) for item in given)
    if rejects(backend, module, function, depth + 1) is not None:
        return False
    return all(_is_plain(backend, module, item, depth) for item in given)


def _is_plain(backend: Backend, module: Module, given: Node, depth: int) -> bool:
    """Whether what an async function gives back is no promise that may be rejected."""
    if given.type == "identifier":
        given = bare(assigned(module, given)) or given
    if given.type == "new_expression":
        return module.text(given.child_by_field_name("constructor")) != "Promise"
    if given.type != "call_expression" or _NEVER.match(module.text(given)):
        return True
    return _is_fulfilled(backend, module, given, depth + 1)


def _is_async(function: Node) -> bool:
    return any(child.type == "async" for child in function.children)


def settled(module: Module, node: Node) -> bool:
    """Whether an expression is a promise whose failure is taken: ``….catch(…)``, ``….then(…, …)``."""
    while node.type == "call_expression":
        target = node.child_by_field_name("function")
        if target is None or target.type != "member_expression":
            return False
        name = module.text(target.child_by_field_name("property"))
        arguments = [child for child in named(node.child_by_field_name("arguments")) if child.type != "comment"]
        if (name == "catch" and arguments) or (name == "then" and len(arguments) > 1):
            return True
        inner = target.child_by_field_name("object")
        if name not in {"then", "finally"} or inner is None:
            return False
        node = inner
    return False


def _cannot(backend: Backend, module: Module, node: Node, depth: int) -> bool:
    """Whether a call is of functions of the project that take all that goes wrong themselves."""
    if node.type != "call_expression" or depth >= _MAX_DEPTH:
        return False
    called = backend.effects.called.get(site(module, node))
    if not called:
        return False
    return all(
        isinstance(item, Callee)
        and item.function.is_async
        and rejects(backend, item.function.module, item.function.node, depth + 1) is None
        and not passes_on(backend, item.function.module, item.function.node, depth)
        for item in called
    )


def passes_on(backend: Backend, module: Module, function: Node, depth: int = 0) -> bool:
    """Whether an async function returns the promise of a library's work, or of a function that may fail."""
    return any(_is_work(backend, module, item, depth) for item in map(bare, returned(function)) if item is not None)


def _is_work(backend: Backend, module: Module, call: Node, depth: int) -> bool:
    current: Node | None = call
    for _ in range(_MOST_STEPS):
        if current is None or current.type != "call_expression":
            return False
        if _is_fulfilled(backend, module, current, depth + 1):
            return False
        if _works(backend, module, current):
            return True
        target = current.child_by_field_name("function")
        current = target.child_by_field_name("object") if target is not None else None
    return False


def _works(backend: Backend, module: Module, call: Node) -> bool:
    """Whether a call asks a store or another service for something, or runs an async function of the project."""
    place = site(module, call)
    used = backend.effects.used.get(place)
    if used is not None and (used.kinds or used.name.rpartition(".")[0] in backend.effects.libraries.known):
        return True
    return any(isinstance(item, Callee) and item.function.is_async for item in backend.effects.called.get(place, []))
