"""Errors are logged, and the client gets a fixed text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, statement_of
from backend_review.fixes.go._leaving import Leaving, logged
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_TEXT = '"internal server error"'
_BAD = '"bad request"'
_BEHIND = "clients that read the text of the error"
_BUILDS = re.compile(r"(?:\w+\.)?(?:Sprintf|Sprint)\(")


def fix(site: Site) -> Proposal | None:
    """Put a fixed text in the error's place and log the error above; None where the text is made elsewhere."""
    code = Code(site)
    statement = statement_of(code.root.descendant_for_byte_range(code.span[0], code.span[0]))
    if not code.whole or statement is None:
        return None
    if code.data[code.data.rfind(b"\n", 0, statement.start_byte) + 1 : statement.start_byte].strip():
        return None
    found = _leak(code) or _printed(code)
    if found is None:
        return None
    node, error = found
    log = Leaving(()) if _is_logged(code, statement, error) else logged(code, node, error=error)
    if log is None:
        return None
    text = _text(code, statement)
    above = [code.before(statement, *log.lines)] if log.lines else []
    edits = (*above, *_fixed(code, node, text), *log.edits)
    return Proposal(f"log `{error}` and answer with a fixed text", False, edits, _BEHIND)


def _leak(code: Code) -> tuple[Node, str] | None:
    """The expression with the error's text, and the error."""
    start, end = code.span
    for node in walk(code.root.descendant_for_byte_range(start, end) or code.root):
        if not start <= node.start_byte < end or node.type != "call_expression" or code.called(node) != "Error":
            continue
        error = code.receiver(node)
        if error is None or error.type != "identifier" or code.arguments(node):
            continue
        return _widest(code, node), code.text(error)
    return None


def _text(code: Code, statement: Node) -> str:
    """What the client is told, by the status of the answer."""
    source = code.text(statement)
    if re.search(r"\b(?:StatusBadRequest|400)\b", source):
        return _BAD
    others = re.search(r"\bStatus(?!InternalServerError\b)[A-Z]\w+|\b4\d\d\b|StatusCode\(", source)
    return '"request failed"' if others else _TEXT


def _is_logged(code: Code, statement: Node, error: str) -> bool:
    """Whether the line above or below logs the error already."""
    near = (statement.prev_named_sibling, statement.next_named_sibling)
    return any(each is not None and re.search(rf"(?i)\blog\w*\b.*\b{error}\b", code.text(each)) for each in near)


def _fixed(code: Code, node: Node, text: str) -> list[Replacement]:
    """The text in the place of an expression, or of what ``fmt.Fprintf`` is given."""
    if node.type != "argument_list":
        return [code.replaced(node, text)]
    function = node.prev_named_sibling
    field = function.child_by_field_name("field") if function is not None else None
    values = [each for each in named(node) if each.type != "comment"]
    if field is None:
        return []
    return [code.replaced(field, "Fprint"), Replacement(values[1].start_byte, values[-1].end_byte, text.encode())]


def _printed(code: Code) -> tuple[Node, str] | None:
    """``fmt.Fprintf(w, "failed: %v", err)``."""
    call = code.call("Fprintf")
    values = code.arguments(call) if call is not None else []
    if call is None or len(values) != 3 or values[2].type != "identifier" or code.text(code.receiver(call)) != "fmt":
        return None
    arguments = call.child_by_field_name("arguments")
    return (arguments, code.text(values[2])) if arguments is not None else None


def _widest(code: Code, node: Node) -> Node:
    """The text that the error's is a part of: ``"index: " + err.Error()``, ``fmt.Sprintf("%s", err.Error())``."""
    while node.parent is not None:
        parent = node.parent
        if parent.type == "binary_expression" and code.text(parent.child_by_field_name("operator")) == "+":
            node = parent
        elif (
            parent.type == "argument_list"
            and parent.parent is not None
            and _BUILDS.match(code.text(parent.parent))
            and len(named(parent)) > 0
        ):
            node = parent.parent
        else:
            break
    return node
