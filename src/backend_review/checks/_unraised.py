"""Tests for which it may be enough that nothing is raised, told from those that drop what would tell of a failure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._syntax import text_of
from backend_review.checks._tests import Test, callee, inside
from backend_review.index.expressions import Code

# A request's failure is its status: no client of tests raises for a 404.
_ASKS = re.compile(
    r"(?i)(?:^|[._])(?:\w*client|\w*app|agent|\w*request|\w*server|\w*browser|api|http|session|supertest|requests|axios)(?:\(.*\))?"
    r"\.(?:get|post|put|patch|delete|del|head|options|request|open|inject|fetch)\b|^(?:fetch|axios|request|inject)$"
)
_SHOWS = re.compile(r"^(?:print|pprint|console\.(?:log|info|debug|dir|table))$")
_ASSIGNMENTS = {"assignment", "variable_declarator", "assignment_expression"}


def may_be_enough(code: Code, test: Test) -> bool:
    """Whether all that a test does is to call what raises when it fails; in Go nothing raises."""
    if code.language == "go":
        return False
    calls = [call for call in code.calls if inside(call.node, test.node) and call.node.id != test.node.id]
    names = [callee(code, call) for call in calls]
    if not any(names) or any(_ASKS.search(name) or _SHOWS.match(name) for name in names):
        return False
    return not any(_is_forgotten(test.node, name) for name in _results(test.node))


def _results(test: Node) -> Iterator[str]:
    """The names that the results of calls get."""
    pending = [test]
    while pending:
        node = pending.pop()
        if node.type in _ASSIGNMENTS:
            target = node.child_by_field_name("left") or node.child_by_field_name("name")
            value = node.child_by_field_name("right") or node.child_by_field_name("value")
            called = value is not None and value.type in {"call", "call_expression", "await", "await_expression"}
            if target is not None and target.type == "identifier" and called and text_of(target) != "_":
                yield text_of(target)
        pending.extend(node.named_children)


def _is_forgotten(test: Node, name: str) -> bool:
    """Whether a name stands in a test once, where it gets its value."""
    return len(re.findall(rf"\b{re.escape(name)}\b", text_of(test))) == 1
