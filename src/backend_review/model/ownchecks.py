"""Python handlers that ask a function of the project who calls, and answer 401 or 403 themselves when it says no.

``ok, error = check_token(request)``, ``if not ok: return error, 403``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from tree_sitter import Node

from backend_review.index.program import Function, Statement

_WORD = re.compile(r"[A-Za-z_]\w*")
_ENDS = re.compile(r"\b(?:return|raise|abort)\b")
_NO = re.compile(r"\bnot\b|\bFalse\b|\bNone\b|!=")
_PLAIN = {"return_statement", "raise_statement", "expression_statement"}
_MAX_STATEMENTS = 8
_MAX_NODES = 200


def calls_in(node: Node | None) -> list[Node]:
    """What is called in an expression."""
    pending, found, count = [node] if node is not None else [], [], 0
    while pending and count < _MAX_NODES:
        item = pending.pop()
        count += 1
        target = item.child_by_field_name("function") if item.type == "call" else None
        found += [target] if target is not None else []
        pending.extend(item.named_children)
    return found


def refuses_on_result(function: Function, asked: Collection[str], refuses: re.Pattern[str]) -> bool:
    """Whether one of the first statements turns callers away for what one of the functions of these names says."""
    known: set[str] = set()
    for statement in function.body()[:_MAX_STATEMENTS] if asked else ():
        if statement.kind == "assign" and statement.value is not None and _calls_one(function, statement, asked):
            known.update(word for target in statement.targets for word in _words(function, target.node))
        elif statement.kind == "branch":
            calls, negated = _calls_one(function, statement, asked), _is_negated(function, statement)
            said = known & _words(function, statement.node.child_by_field_name("condition"))
            blocks = list(_otherwise(statement.node)) if calls and not negated else []  # if is_known(): … else: 403
            if said or (calls and negated):
                blocks.append(statement.node.child_by_field_name("consequence"))
            if any(_turns_away(function, block, refuses) for block in blocks):
                return True
    return False


def _otherwise(node: Node) -> Iterator[Node | None]:
    for other in node.children_by_field_name("alternative"):
        if other.type == "else_clause":
            yield other.child_by_field_name("body")


def _is_negated(function: Function, statement: Statement) -> bool:
    return _NO.search(function.module.text(statement.node.child_by_field_name("condition"))) is not None


def _turns_away(function: Function, block: Node | None, refuses: re.Pattern[str]) -> bool:
    """Whether a block's own statements refuse, whatever else it asks."""
    texts = [function.module.text(item) for item in block.named_children if item.type in _PLAIN] if block else []
    return any(refuses.search(text) and _ENDS.search(text) for text in texts)


def _calls_one(function: Function, statement: Statement, asked: Collection[str]) -> bool:
    node = statement.node.child_by_field_name("condition") if statement.kind == "branch" else statement.node
    return any(function.module.text(target).rpartition(".")[2] in asked for target in calls_in(node))


def _words(function: Function, node: Node | None) -> set[str]:
    return set(_WORD.findall(function.module.text(node)))
