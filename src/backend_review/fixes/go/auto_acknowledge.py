"""Messages are acknowledged after the work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import FUNCTIONS, Code, enclosing, function_of, statement_of, statements
from backend_review.fixes.go._leaving import returned
from backend_review.fixes.go.missing_prefetch import limit
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "messages whose work fails: they come again, so the work must bear being done twice"
_JUMPS = ("continue_statement", "break_statement", "return_statement", "goto_statement")


def fix(site: Site) -> Proposal | None:
    """Acknowledge at the end of each round; None where the round may end in its middle."""
    code = Code(site)
    if not code.whole:
        return None
    early = code.call("Ack")
    if early is not None:
        return _moved(code, early)
    call = code.call("Consume", "ConsumeWithContext")
    values = code.arguments(call) if call is not None else []
    place = 3 if call is not None and code.called(call) == "ConsumeWithContext" else 2
    statement = statement_of(call)
    if call is None or len(values) != place + 5 or code.text(values[place]) != "true" or statement is None:
        return None
    loop = _loop(code, statement)
    if loop is None:
        return None
    delivery, last = loop
    lines = _acknowledged(code, last, delivery)
    if lines is None:
        return None
    edits = [code.replaced_in_column(values[place], "false"), code.after(last, *lines)]
    if b".Qos(" not in code.data:
        qos = limit(code, call)
        if qos is None:
            return None
        edits.append(qos)
    return Proposal(f"acknowledge `{delivery}` after the work", False, tuple(edits), _BEHIND)


def _acknowledged(code: Code, statement: Node, delivery: str) -> list[str] | None:
    function = enclosing(statement, *FUNCTIONS)
    back = returned(code, function, "err") if function is not None else None
    if back is None:
        return None
    return [f"if err := {delivery}.Ack(false); err != nil {{", f"\t{back}", "}"]


def _loop(code: Code, statement: Node) -> tuple[str, Node] | None:
    """The delivery's name and the last statement of the loop over what was consumed, if each round gets there."""
    function = function_of(statement)
    left = named(statement.child_by_field_name("left"))
    if function is None or not left or statement.type not in ("short_var_declaration", "assignment_statement"):
        return None
    source = code.text(left[0])
    for node in walk(function):
        if node.type != "for_statement" or node.start_byte < statement.end_byte:
            continue
        clause = next((inner for inner in named(node) if inner.type == "range_clause"), None)
        if clause is None or code.text(clause.child_by_field_name("right")) != source:
            continue
        delivery = code.text(clause.child_by_field_name("left"))
        body = node.child_by_field_name("body")
        inner = statements(body)
        if body is None or not inner or not re.fullmatch(r"\w+", delivery) or not _runs_through(code, body):
            return None
        return delivery, inner[-1]
    return None


def _runs_through(code: Code, body: Node) -> bool:
    return not any(node.type in (*_JUMPS, "go_statement", "func_literal") for node in walk(body)) and not re.search(
        r"\.(?:Ack|Nack|Reject)\(", code.text(body)
    )


def _moved(code: Code, call: Node) -> Proposal | None:
    """An ``Ack`` at the beginning of the round, put at its end."""
    statement = statement_of(call)
    loop = enclosing(statement, "for_statement")
    body = loop.child_by_field_name("body") if loop is not None else None
    inner = statements(body)
    if statement is None or body is None or statement not in inner or statement == inner[-1]:
        return None
    jumps = [node for node in walk(body) if node.type in (*_JUMPS, "go_statement", "func_literal")]
    if any(node.start_byte > statement.end_byte for node in jumps):
        return None
    gone = code.without_line(statement)
    if gone is None:
        return None
    delivery = code.text(code.receiver(call))
    edits = (gone, code.after(inner[-1], code.text(statement)))
    return Proposal(f"acknowledge `{delivery}` after the work", False, edits, _BEHIND)
