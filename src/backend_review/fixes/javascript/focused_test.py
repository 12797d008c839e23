"""Tests that run alone run with the others again: ``it.only`` becomes ``it``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, callee
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import children, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_SHORT = {"fit": "it", "fdescribe": "describe", "ftest": "test", "fcontext": "context"}


def fix(site: Site) -> Proposal | None:
    """Take away what focuses the test at the finding."""
    code = Code(site)
    call = code.call() if code.whole else None
    function = callee(call) if call is not None else None
    if call is None or function is None:
        return None
    for inner in walk(function):
        if inner.type == "member_expression" and code.text(inner.child_by_field_name("property")) == "only":
            owner = inner.child_by_field_name("object")
            if owner is not None:
                gone = Replacement(owner.end_byte, inner.end_byte, b"")
                return Proposal(f"let the tests beside `{code.text(owner)}` run", True, (gone,))
        if inner.type == "identifier" and code.text(inner) in _SHORT and not code.defines(code.text(inner), inner):
            word = _SHORT[code.text(inner)]
            return Proposal(f"let the tests beside this `{word}` run", True, (code.replaced(inner, word),))
    return _option(code, call)


def _option(code: Code, call: Node) -> Proposal | None:
    """``test("…", { only: true }, …)`` of Node's own runner."""
    for given in arguments(call):
        pair = code.property_of(given, "only") if given.type == "object" else None
        if pair is None:
            continue
        items = [child for child in children(given) if child.type not in {"{", "}", ",", "comment"}]
        if items == [pair]:
            before = arguments(call)[arguments(call).index(given) - 1]
            gone = Replacement(before.end_byte, given.end_byte, b"")
        elif items[-1] == pair:
            gone = Replacement(items[-2].end_byte, pair.end_byte, b"")
        else:
            gone = Replacement(pair.start_byte, items[items.index(pair) + 1].start_byte, b"")
        return Proposal("let the tests beside this one run", True, (gone,))
    return None
