"""JavaScript: whether the promise of an async function may be rejected, and by what."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Module
from backend_review.index.syntax import named
from backend_review.model.effects import site
from backend_review.model.values import Callee

_MAX_DEPTH = 3
# Promises that are only ever fulfilled, as people write them, and what is no promise.
_NEVER = re.compile(
    r"(?:res|response|reply)\s*\.|Promise\.(?:allSettled|resolve)\(|(?:^|\.)(?:sleep|delay|wait|setTimeout|next)\("
)
_TIMER = re.compile(r"new\s+Promise\W.*\bsetTimeout\(", re.DOTALL)
_AWAITS = {"await_expression", "throw_statement"}


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
    awaited = next(iter(named(node)), None)
    while awaited is not None and awaited.type == "parenthesized_expression":
        awaited = next(iter(named(awaited)), None)
    if awaited is None:
        return False
    text = module.text(awaited)
    return not (
        settled(module, awaited) or _NEVER.match(text) or _TIMER.match(text) or _cannot(backend, module, awaited, depth)
    )


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
        for item in called
    )
