"""Tests that wait for a fixed time and hope that it was enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._syntax import text_of
from backend_review.checks._tests import callee, decorators, inside, match_at, tests_of
from backend_review.finding import Match
from backend_review.index.expressions import Code, Expr, code_of, last_name
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "sleep-in-test"
_WORDS = re.compile(r"(?i)sleep|setTimeout|delay|waitForTimeout|pause|\bwait\(|snooze")
_PYTHON = {"time.sleep", "asyncio.sleep", "anyio.sleep", "trio.sleep", "gevent.sleep", "eventlet.sleep", "curio.sleep"}
_NAMED = re.compile(r"^(?:sleep|delay|wait|pause|snooze|timeout|sleepMs|waitMs|setTimeout)$")
_VIRTUAL = re.compile(r"useFakeTimers|fake-?timers|testing/synctest|\bMockClock\b|mock\.timers")
_SETUP = {
    "setUp",
    "tearDown",
    "setUpClass",
    "tearDownClass",
    "asyncSetUp",
    "asyncTearDown",
    "setup_method",
    "teardown_method",
}
_HOOKS = {"before", "beforeEach", "beforeAll", "after", "afterEach", "afterAll"}
_LOOPS = {"while_statement", "do_statement", "for_statement", "for_in_statement"}
_INSTEAD = {
    "python": "Poll for the condition with a deadline (or wait on an event, or replace the clock).",
    "javascript": "Wait for the condition (`waitFor`, an event, a promise) or use fake timers.",
    "go": "Wait on a channel or poll with a deadline (`require.Eventually`), or use `testing/synctest`.",
}


def find(file: SourceFile) -> Iterator[Match]:
    """The first fixed wait of each test, and of what is set up for it."""
    code = code_of(file) if _WORDS.search(file.text) and not _VIRTUAL.search(file.text) else None
    if code is None:
        return
    waits = [(call, shown) for call in code.calls if (shown := _wait(code, call))]
    if not waits:
        return
    for name, function in _functions(file, code):
        for call, shown in waits:
            if inside(call.node, function) and _is_own(code, call.node, function) and not _polls(call.node, function):
                yield match_at(
                    _RULE,
                    file,
                    call.target.node if call.target is not None else call.node,
                    f"`{shown}` in `{name}` waits for a fixed time: on a busy machine it is too short and the test fails, on any other it "
                    f"is time lost. {_INSTEAD[code.language]}",
                    "waits for a fixed time",
                )
                break


def _functions(file: SourceFile, code: Code) -> Iterator[tuple[str, Node]]:
    """The tests of a file, and the functions that run before and after them."""
    for test in tests_of(file, code):
        if not test.off:
            yield test.name, test.node
    for scopes in code.functions.values():
        for scope in scopes:
            if scope.name in _SETUP or (code.language == "python" and "fixture" in decorators(scope.node)):
                yield scope.name, scope.node
    if code.language == "javascript":
        for call in code.calls:
            if call.target is not None and call.target.kind == "name" and call.target.name in _HOOKS:
                for item in call.args:
                    if item.kind == "func":
                        yield call.target.name, item.node


def _wait(code: Code, call: Expr) -> str:
    """A wait for a fixed time as it is written; "" for any other call."""
    written = callee(code, call)
    if code.language == "python":
        known = code.qualify(call.target)
        return f"{written}({_first(code, call)})" if known in _PYTHON and not _is_nothing(code, call.args[:1]) else ""
    if code.language == "go":
        return (
            f"{written}({_first(code, call)})"
            if written == "time.Sleep" and not _is_nothing(code, call.args[:1])
            else ""
        )
    if call.name == "new" and written == "Promise" and call.args and call.args[0].kind == "func":
        return _promised(code, call.args[0].node)
    name = last_name(call.target)
    if name in {"waitForTimeout", "pause"} or (name == "wait" and written == "cy.wait"):
        return f"{written}({_first(code, call)})" if _number(code, call) else ""
    if _NAMED.match(name) and call.target is not None and call.target.kind == "name":
        if name == "setTimeout" and "timers/promises" not in code.qualify(call.target):
            return ""
        awaited = call.node.parent is not None and call.node.parent.type == "await_expression"
        return f"{written}({_first(code, call)})" if awaited and _number(code, call) else ""
    return ""


def _first(code: Code, call: Expr) -> str:
    return " ".join(code.text(call.args[0].node).split())[:40] if call.args else ""


def _number(code: Code, call: Expr) -> bool:
    return any(
        item.kind == "binary" or (item.kind == "number" and item.value > 0)
        for argument in call.args[:1]
        for item in code.values(argument)
    )


def _is_nothing(code: Code, arguments: object) -> bool:
    """``sleep(0)`` only lets others run."""
    if not isinstance(arguments, (list, tuple)) or not arguments:
        return True
    return all(item.kind == "number" and item.value == 0 for item in code.values(arguments[0]))


def _promised(code: Code, function: Node) -> str:
    """``new Promise(resolve => setTimeout(resolve, 500))``"""
    scope = code.scopes.get(function.id)
    resolve = scope.parameter_names[0] if scope is not None and scope.parameter_names else ""
    for call in code.by_name.get("setTimeout", ()):
        if not inside(call.node, function) or len(call.args) < 2:
            continue
        first, delay = call.args[0], call.args[1]
        resolves = code.text(first.node) == resolve or (
            first.kind == "func"
            and re.fullmatch(rf"\(\)\s*=>\s*\{{?\s*{re.escape(resolve)}\(\w*\);?\s*\}}?", code.text(first.node))
        )
        others = [
            item
            for item in code.calls
            if inside(item.node, function) and item is not call and not inside(item.node, first.node)
        ]
        if resolve and resolves and not others and not (delay.kind == "number" and delay.value == 0):
            return f"setTimeout({resolve}, {code.text(delay.node)})"
    return ""


def _is_own(code: Code, node: Node, function: Node) -> bool:
    """Whether it is the test that waits, not something slow that it makes up."""
    current = node.parent
    while current is not None and current.id != function.id:
        subtest = code.language == "go" and "*testing.T" in text_of(current.child_by_field_name("parameters"))
        if current.type in FUNCTIONS and not subtest:
            return False
        current = current.parent
    return current is not None


def _polls(node: Node, function: Node) -> bool:
    """Whether the wait is a step of a loop that ends when something has happened."""
    current = node.parent
    while current is not None and current.id != function.id:
        if current.type in _LOOPS:
            body = text_of(current)
            if current.type in {"while_statement", "do_statement"} or re.search(r"\b(?:break|return|goto)\b", body):
                return True
            ranged = any(child.type == "range_clause" for child in current.named_children)
            if not ranged and current.type == "for_statement" and re.match(r"for\s+[^;{]*[<>!=(][^;{]*\{", body):
                return True  # Go: for !ready() {
        current = current.parent
    return False
