"""What was opened is closed: ``defer rows.Close()`` right after the check of the error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import (
    Code,
    following,
    function_of,
    in_loop,
    leaves,
    outermost_function,
    statement_of,
    uses,
)  # fmt: skip
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_KIND = re.compile(r"^(Result set|Response|File) `(\w+)`")
_HELD = ("composite_literal", "literal_element", "keyed_element", "send_statement")


def fix(site: Site) -> Proposal | None:
    """Defer the closing; None where the thing is handed on, opened in a loop, or a file that was written."""
    code = Code(site)
    found = _KIND.match(site.finding.message)
    statement = statement_of(code.root.descendant_for_byte_range(code.span[0], code.span[0]))
    if not code.whole or found is None or statement is None or statement.type != "short_var_declaration":
        return None
    kind, name = found.groups()
    check = following(statement)
    if in_loop(statement) or not _is_check(code, check) or check is None:
        return None
    if kind == "File" and ".Open(" not in code.text(statement):
        return None  # of a file that is written, closing has an error that matters
    closing = f"{name}.Body.Close()" if kind == "Response" else f"{name}.Close()"
    if _handed_on(code, statement, name):
        return None
    edits = [code.after(check, f"defer {closing}")]
    function = function_of(statement)
    for late in walk(function) if function is not None else ():
        if late.type == "defer_statement" and code.text(late) == f"defer {closing}" and late.parent == check.parent:
            if late.start_byte < check.end_byte:
                continue
            gone = code.without_line(late)
            if gone is None:
                return None
            edits.append(gone)
    return Proposal(f"close `{name}` on every way out", True, tuple(edits))


def _is_check(code: Code, statement: Node | None) -> bool:
    """``if err != nil { …; return }`` without an else."""
    if statement is None or statement.type != "if_statement" or statement.child_by_field_name("alternative"):
        return False
    condition = code.text(statement.child_by_field_name("condition"))
    return bool(re.fullmatch(r"\w+ != nil", condition)) and leaves(code, statement.child_by_field_name("consequence"))


def _handed_on(code: Code, statement: Node, name: str) -> bool:
    """Whether the thing itself (or its body) lives on after the function: returned, stored, or sent."""
    function = outermost_function(statement)
    if function is None:
        return True
    for place in uses(code, function, name):
        node: Node = place
        parent = node.parent
        if parent is not None and parent.type == "selector_expression":
            if code.text(parent.child_by_field_name("field")) != "Body":
                continue
            node, parent = parent, parent.parent
            if parent is not None and parent.type == "selector_expression":
                continue
        if parent is None or parent == statement or place.start_byte < statement.end_byte:
            continue
        above = parent.parent
        back = above is not None and above.type in ("return_statement", "assignment_statement")
        if back and parent.type == "expression_list" and node in named(parent):
            return True
        if parent.type in (*_HELD, "return_statement", "go_statement"):
            return True
    return False
