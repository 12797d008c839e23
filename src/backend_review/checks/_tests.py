"""Tests as their runners find them: pytest and unittest, Jest, Vitest, Mocha, Jasmine, node:test and AVA, Go's testing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from backend_review.checks._syntax import positions, text_of
from backend_review.finding import Match, TraceStep
from backend_review.index.expressions import Code, Expr, Scope
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})
_PYTHON_FILE = re.compile(r"(?:^|/)(?:test_[^/]*|[^/]*_test|tests?)\.py$")
_GO_TEST = re.compile(r"^Test(?:[^a-z]|$)")
_CALLED = re.compile(r"^(?:it|test|specify|scenario)(?:\.\w+)*(?:\.each\b.*)?$", re.DOTALL)
_OFF = re.compile(r"\.(?:skip|todo|fixme|fails?|failing|skipIf|runIf)\b|\bskip|xfail|expectedFailure", re.IGNORECASE)


@dataclass
class Test:
    """One test: ``name`` as its author calls it, ``node`` the function, ``mark`` what a finding points at."""

    name: str
    node: Node
    mark: Node
    scope: Scope | None = None
    off: bool = False  # skipped, to be written, or known to fail


def tests_of(file: SourceFile, code: Code) -> Iterator[Test]:
    """The tests of a file, in the order of the text; nested ones belong to what they are in."""
    if code.language == "python":
        found = _python(file, code)
    elif code.language == "go":
        found = _go(file, code)
    else:
        found = _javascript(code)
    yield from sorted(found, key=lambda test: test.mark.start_byte)


def _scopes(code: Code) -> Iterator[Scope]:
    for scopes in list(code.functions.values()):
        yield from scopes


def _python(file: SourceFile, code: Code) -> Iterator[Test]:
    if not _PYTHON_FILE.search(file.path):
        return
    for scope in _scopes(code):
        inside = scope.parent
        if not scope.name.startswith("test") or inside is None or inside.kind == "function":
            continue
        if inside.kind == "class" and inside.parent is not None and inside.parent.kind == "function":
            continue  # a class that a test makes up
        if inside.kind == "class" and not (re.search(r"Test|Case|Spec", inside.name) or inside.bases):
            continue
        if inside.kind == "module" and not re.match(r"test(?:_|[A-Z]|$)", scope.name):
            continue
        marks = decorators(scope.node) + (decorators(inside.node) if inside.kind == "class" else "")
        if "fixture" in marks:
            continue
        name = scope.node.child_by_field_name("name")
        yield Test(scope.name, scope.node, name or scope.node, scope, _OFF.search(marks) is not None)


def decorators(node: Node) -> str:
    """The decorators of a Python definition, as they are written."""
    parent = node.parent
    if parent is None or parent.type != "decorated_definition":
        return ""
    return "\n".join(text_of(child) for child in parent.named_children if child.type == "decorator")


def _go(file: SourceFile, code: Code) -> Iterator[Test]:
    if not file.path.endswith("_test.go"):
        return
    for scope in _scopes(code):
        if scope.node.type != "function_declaration" or not _GO_TEST.match(scope.name):
            continue
        if any(item.annotation == "*testing.T" for item in scope.parameters):
            name = scope.node.child_by_field_name("name")
            yield Test(scope.name, scope.node, name or scope.node, scope)


def _javascript(code: Code) -> Iterator[Test]:
    for call in code.calls:
        callee = code.text(call.target.node) if call.target is not None else ""
        if len(callee) > 2000 or not _CALLED.match(callee) or len(call.args) < 2:
            continue
        described, function = call.args[0], next((item for item in call.args[1:] if item.kind == "func"), None)
        if described.kind not in {"text", "template", "name", "binary"} or function is None:
            continue
        name = str(described.value) if described.kind == "text" else code.text(described.node).strip("`")
        first = call.target.node if call.target is not None else call.node
        yield Test(name, function.node, first, code.scopes.get(function.node.id), _OFF.search(callee) is not None)


def inside(node: Node, other: Node) -> bool:
    """Whether a node lies in another one."""
    return other.start_byte <= node.start_byte and node.end_byte <= other.end_byte


def match_at(rule: str, file: SourceFile, node: Node, message: str, what: str) -> Match:
    """A match at a node, of its first line, with the one step that shows it."""
    start, end = positions(file, node)
    if end.line != start.line:
        end = type(end)(start.line, len(file.line(start.line)) + 1)
    return Match(
        rule=rule,
        path=file.path,
        start=start,
        end=end,
        message=message,
        trace=(TraceStep(file.path, start.line, start.column, what),),
    )


def callee(code: Code, call: Expr) -> str:
    """What a call calls, as it is written on one line."""
    return " ".join(code.text(call.target.node).split()) if call.target is not None else ""
