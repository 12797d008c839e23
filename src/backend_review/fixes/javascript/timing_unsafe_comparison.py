"""Secrets are compared in constant time, by a small function of the file over ``crypto.timingSafeEqual``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, bare
from backend_review.fixes.javascript._imports import below_imports, member
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from tree_sitter import Node

_NAME = "equalInConstantTime"
_PASSWORD = re.compile(r"passw|pwd", re.IGNORECASE)  # those are to be hashed, not compared


def fix(site: Site) -> Proposal | None:
    """Compare the two texts at the finding in constant time; bytes, numbers and passwords are left."""
    code = Code(site)
    comparison = _comparison(code) if code.whole else None
    if comparison is None:
        return None
    left, right = comparison.child_by_field_name("left"), comparison.child_by_field_name("right")
    operator = code.text(comparison.child_by_field_name("operator"))
    if left is None or right is None or _PASSWORD.search(code.text(comparison)):
        return None
    imported = member(code, "timingSafeEqual", "crypto", "node:crypto")
    if imported is None:
        return None
    equal, edits = imported
    known = _declared(code)
    if not known and code.defines(_NAME, comparison):
        return None
    if not known:
        helper = below_imports(code, _function(code, equal))
        if helper is None:
            return None
        edits = [*edits, helper]
    refused = "!" if operator.startswith("!") else ""
    call = f"{refused}{_NAME}({code.text(bare(left))}, {code.text(bare(right))})"
    what = f"compare `{code.text(bare(left))}` in constant time"
    return Proposal(what, True, (*edits, code.replaced(comparison, call)))


def _comparison(code: Code) -> Node | None:
    start, end = code.span
    for node in walk(code.node):
        operator = code.text(node.child_by_field_name("operator")) if node.type == "binary_expression" else ""
        if operator in {"===", "!==", "==", "!="} and start <= node.start_byte < end:
            return node
    around: Node | None = code.node
    for _ in range(4):
        if around is not None and around.type == "binary_expression":
            operator = code.text(around.child_by_field_name("operator"))
            return around if operator in {"===", "!==", "==", "!="} else None
        around = around.parent if around is not None else None
    return None


def _declared(code: Code) -> bool:
    """Whether the function is there from an earlier fix."""
    found = code.names.module.names.get(_NAME, []) if code.names is not None else []
    return len(found) == 1 and found[0].kind == "function" and "timingSafeEqual" in code.text(found[0].node)


def _function(code: Code, equal: str) -> str:
    end = code.semicolon
    kinds = (": unknown", ": boolean") if code.typed else ("", "")
    found = re.search(rb"\n(\t+| {2,8})\S", code.data)
    indent = found[1].decode() if found else "  "
    text = code.quoted("string")
    lines = [
        f"function {_NAME}(given{kinds[0]}, expected{kinds[0]}){kinds[1]} {{",
        f"{indent}if (typeof given !== {text} || typeof expected !== {text}) return false{end}",
        f"{indent}const left = Buffer.from(given){end}",
        f"{indent}const right = Buffer.from(expected){end}",
        f"{indent}return left.length === right.length && {equal}(left, right){end}",
        "}",
    ]
    return "\n".join(lines)
