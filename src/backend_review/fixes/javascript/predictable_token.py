"""Tokens and codes come from ``crypto`` instead of ``Math.random`` and clocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare, callee
from backend_review.fixes.javascript._imports import member
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from tree_sitter import Node

_TEXT = {"toString", "slice", "substring", "substr", "padStart", "toUpperCase", "toLowerCase"}
_BEHIND = "the token is longer, of other characters: see what stores, shows or checks it"
_NUMBER = re.compile(r"\d[\d_]*")


def fix(site: Site) -> Proposal | None:
    """Put a call of ``crypto`` in place of what is random at the finding: as it was spread, where that is seen."""
    code = Code(site)
    if not code.whole:
        return None
    nodes = _nodes(code)
    for node in nodes:
        found = _number(code, node) or _uuid(code, node)
        if found is not None:
            name, text = found
            return _proposal(code, node, name, text, "")
    for node in nodes:
        whole = _text(code, node)
        if whole is not None:
            return _proposal(code, whole, "randomBytes", f"(32).toString({code.quoted('hex')})", _BEHIND)
    return None


def _nodes(code: Code) -> list[Node]:
    """What begins in the finding, and what is around its beginning in the same statement, the widest first."""
    start, end = code.span
    around = []
    node = code.root.descendant_for_byte_range(start, start)
    while (
        node is not None and node.type not in FUNCTIONS and not node.type.endswith(("statement", "declaration", "body"))
    ):
        around.append(node)
        node = node.parent
    return [*reversed(around), *(node for node in walk(code.node) if start <= node.start_byte < end)]


def _proposal(code: Code, node: Node, name: str, text: str, behind: str) -> Proposal | None:
    imported = member(code, name, "crypto", "node:crypto")
    if imported is None:
        return None
    called, edits = imported
    what = f"take it from `crypto.{name}` instead of `{code.text(node)[:60]}`"
    return Proposal(what, not behind, (*edits, code.replaced(node, called + text)), behind)


def _is_random(code: Code, node: Node | None) -> bool:
    return node is not None and re.fullmatch(r"Math\.random\(\)", code.text(node)) is not None


def _number(code: Code, node: Node) -> tuple[str, str] | None:
    """``Math.floor(Math.random() * 10)``, ``Math.floor(1000 + Math.random() * 9000)`` and lodash's ``random(1, 9)``."""
    if node.type != "call_expression":
        return None
    given = arguments(node)
    if code.qualified(callee(node)) in {"lodash.random", "lodash/random"} and len(given) == 2:
        first, last = (code.text(each) for each in given)
        if _NUMBER.fullmatch(first) and _NUMBER.fullmatch(last):
            return "randomInt", f"({first}, {_sum(last, '1')})"
        return None
    if code.text(callee(node)) not in {"Math.floor", "Math.trunc"} or len(given) != 1:
        return None
    inner = bare(given[0])
    if inner is None or inner.type != "binary_expression":
        return None
    left, right = bare(inner.child_by_field_name("left")), bare(inner.child_by_field_name("right"))
    if code.text(inner.child_by_field_name("operator")) == "+":
        low, rest = (left, right) if left is not None and _NUMBER.fullmatch(code.text(left)) else (right, left)
        wide = _factor(code, rest)
        if wide is None or not _NUMBER.fullmatch(code.text(low)) or not _NUMBER.fullmatch(code.text(wide)):
            return None
        return "randomInt", f"({code.text(low)}, {_sum(code.text(low), code.text(wide))})"
    wide = _factor(code, inner)
    if wide is None:
        return None
    # Whole numbers only: the length of something, or what is written so.
    whole = wide.type == "number" and _NUMBER.fullmatch(code.text(wide))
    return ("randomInt", f"({code.text(wide)})") if whole or code.text(wide).endswith(".length") else None


def _factor(code: Code, node: Node | None) -> Node | None:
    """What ``Math.random()`` is multiplied with."""
    if node is None or node.type != "binary_expression" or code.text(node.child_by_field_name("operator")) != "*":
        return None
    left, right = bare(node.child_by_field_name("left")), bare(node.child_by_field_name("right"))
    return right if _is_random(code, left) else left if _is_random(code, right) else None


def _sum(first: str, second: str) -> str:
    return str(int(first.replace("_", "")) + int(second.replace("_", "")))


def _uuid(code: Code, node: Node) -> tuple[str, str] | None:
    """A UUID of the clock and the machine: a random one has the same form."""
    if node.type != "call_expression" or arguments(node):
        return None
    return ("randomUUID", "()") if code.qualified(callee(node)) in {"uuid.v1", "uuid/v1", "uuid.v6"} else None


def _text(code: Code, node: Node) -> Node | None:
    """``Math.random().toString(36).slice(2)`` as a whole, and ``String(Math.random())``."""
    if node.type != "call_expression":
        return None
    given = arguments(node)
    if code.text(callee(node)) == "String" and len(given) == 1 and _is_random(code, bare(given[0])):
        return node
    inner: Node | None = node
    converted = False
    for _ in range(10):
        if inner is None or inner.type != "call_expression":
            return None
        if _is_random(code, inner):
            return node if converted and _whole(code, node) else None
        if code.called(inner) not in _TEXT:
            return None
        converted = converted or code.called(inner) == "toString"
        inner = bare(code.receiver(inner))
    return None


def _whole(code: Code, node: Node) -> bool:
    """Whether a chain is the whole value: not one of several that are added, and no single character is taken of it."""
    around = node.parent
    return around is not None and around.type in {
        "variable_declarator", "assignment_expression", "pair", "arguments", "return_statement", "field_definition",
        "template_substitution", "public_field_definition",
    }  # fmt: skip
