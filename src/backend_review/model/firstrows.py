"""Rows that are read for the first of them alone: ``rows = select(…); return rows[0]`` asks for one thing.

Told from the code that the variable is in: it is looked at by nothing but one item of it, its length and whether it is
empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.program import Module
from backend_review.model.queries import Query
from backend_review.model.values import Thing, Value, options

if TYPE_CHECKING:
    from backend_review.index.program import Statement
    from backend_review.model.effects import Effect
    from backend_review.model.flow.state import State

_NAMES = {"identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"}
_INDEXED = {"subscript", "subscript_expression", "index_expression"}
_MEMBERS = {"attribute", "member_expression", "selector_expression"}
_BRACKETS = {"parenthesized_expression", "await", "await_expression", "non_null_expression", "as_expression"}
_TESTS = {
    *("not_operator", "unary_expression", "boolean_operator", "binary_expression", "comparison_operator"),
    *("if_statement", "elif_clause", "ternary_expression", "conditional_expression", "while_statement"),
}
_COUNTS = {"length", "rowCount", "size"}
_TAKES_ONE = {"pop", "shift", "find", "at"}
_MAX_NODES = 20_000


def read(walk: State, statement: Statement, value: Value, since: int) -> None:
    """Rows were read (by the effects from an index on) and given to a variable: for the first alone?"""
    name = _name(statement)
    around = walk.function.node if walk.function is not None else None
    if not name or around is None or not _reads(walk, since):
        return
    uses = list(_uses(walk.module, around, name, statement.targets[0].node))
    if None not in uses and any(uses):
        mark(walk, value, since)


def mark(walk: State, value: Value, since: int) -> None:
    """Of what has just been read one row is wanted."""
    reads = _reads(walk, since)
    what = {item.model.what for item in options(value) if isinstance(item, Thing) and isinstance(item.model, Query)}
    if len({effect.what for _, effect in reads}) > 1:
        reads = [(index, effect) for index, effect in reads if effect.what in what]
    for index, effect in reads:
        if not (effect.by.startswith("sql.") and walk.effects.gives_pairs):
            walk.found[index] = replace(effect, kind="read_one")


def _reads(walk: State, since: int) -> list[tuple[int, Effect]]:
    found = enumerate(walk.found[since:], since)
    return [(index, effect) for index, effect in found if effect.kind == "read_many" and effect.bound is None]


def _name(statement: Statement) -> str:
    """The variable that a statement gives a value: ``rows``, ``const { rows }``."""
    target = statement.targets[0] if len(statement.targets) == 1 else None
    if target is not None and target.kind == "dict" and len(target.entries) == 1:
        target = target.entries[0][1]
    if target is not None and target.kind == "list" and target.args and statement.node.type == "short_var_declaration":
        target = target.args[0]  # Go: rows, err := …
    return target.name if target is not None and target.kind == "name" else ""


def _uses(module: Module, around: Node, name: str, target: Node) -> Iterator[bool | None]:
    """Of each use of a variable: whether it takes the first item (False: it asks how many there are); None for
    whatever else it does."""
    pending, seen = [around], 0
    while pending and seen < _MAX_NODES:
        node = pending.pop()
        seen += 1
        if node.type in _NAMES and module.text(node) == name and not _is_target(node, target):
            yield _use(module, node)
        pending.extend(node.named_children)
    if seen >= _MAX_NODES:
        yield None


def _is_target(node: Node, target: Node) -> bool:
    """Whether a name is the one that is given the value, or the name of a member."""
    parent = node.parent
    if parent is not None and parent.type in _MEMBERS and parent.named_children[0].id != node.id:
        return True
    return bool(target.start_byte <= node.start_byte < target.end_byte)


def _use(module: Module, node: Node) -> bool | None:
    parent = node.parent
    while parent is not None and parent.type in _BRACKETS:
        node, parent = parent, parent.parent
    if parent is None:
        return None
    first = parent.named_children[0].id == node.id if parent.named_children else False
    if parent.type in _INDEXED and first:
        return True if module.text(parent.named_children[-1]) == "0" else None
    if parent.type in _MEMBERS and first:
        member = module.text(parent.named_children[-1])
        if member in _COUNTS:
            return False
        if member == "rows":
            return _use(module, parent)
        return True if member in _TAKES_ONE else None
    called = parent.parent if parent.type in {"argument_list", "arguments"} else None
    if called is not None and called.type in {"call", "call_expression"}:
        return False if module.text(called.named_children[0]) in {"len", "bool"} else None
    return False if parent.type in _TESTS and not _is_result(parent, node) else None


def _is_result(test: Node, node: Node) -> bool:
    """Whether a part of a condition is what comes of it: ``rows or []``, ``found ? rows : null``."""
    if test.type in {"ternary_expression", "conditional_expression"}:
        condition = test.child_by_field_name("condition") or test.named_children[-2 if len(test.children) > 3 else 0]
        return condition.id != node.id
    if test.type in {"boolean_operator", "binary_expression"}:
        operator = test.child_by_field_name("operator")
        word = (operator.text or b"").decode() if operator is not None else ""
        return word in {"or", "||", "??"} or (word in {"and", "&&"} and test.named_children[-1].id == node.id)
    return False
