"""One of several values: what a variable may be after the ways of a branch meet again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module, Statement
from backend_review.model.answers.data import Answer
from backend_review.model.queries import Query, Row
from backend_review.model.uses import bound_of
from backend_review.model.values import (
    Callee,
    Either,
    Kind,
    Known,
    Thing,
    Unknown,
    Value,
    options,
)

if TYPE_CHECKING:
    from backend_review.model.flow import Walk


_ABSENT = re.compile(r"\bnot\b|\bNone\b|!|null|undefined|<=?|== ?0")


def either(values: Iterable[Value], keep_unknown: bool = False) -> Value:
    """One of several values; those of which nothing is known are left out when something is known of another."""
    every = [item for value in values for item in options(value)]
    known = [item for item in every if not isinstance(item, Unknown)]
    if any(isinstance(item, (Thing, Callee, Kind)) for item in known):
        known = [item for item in known if not (isinstance(item, Known) and item.value is None)]
        keep_unknown = False
    libraries: set[tuple[str, object]] = set()
    for item in list(known):
        if isinstance(item, Thing) and item.kind is None and item.type and not item.attributes:
            same = (item.type, item.model if isinstance(item.model, (str, Query, Row, Answer)) else None)
            if same in libraries:
                known.remove(item)
            libraries.add(same)
    if keep_unknown and len(known) < len(every):
        known.append(_unknown(every))
    if len(
        {item.value for item in known if isinstance(item, Known) and isinstance(item.value, (int, str))}
    ) > 1 or not all(isinstance(item, Known) for item in known):
        known = list(dict.fromkeys(known))
    else:
        known = list({repr(item): item for item in known}.values())
    if not known:
        made = _unknown(every)
        made_of = frozenset().union(*(item.origins for item in every if isinstance(item, Unknown)))
        return made if made.expr is not None else Unknown(origins=made_of)
    return known[0] if len(known) == 1 else Either(known[:6])


_CONSTRUCTORS = {"set", "list", "dict", "tuple", "sorted", "frozenset", "defaultdict", "OrderedDict", "Counter"}


def is_constructed(value: Value) -> bool:
    """Whether something is there, of which nothing else is known: ``set(rows)``, ``{row.id for row in rows}``."""
    expr = value.expr if isinstance(value, Unknown) else None
    if not isinstance(expr, Expr):
        return False
    made = expr.target if expr.kind == "call" else None
    return expr.kind == "comprehension" or (made is not None and made.kind == "name" and made.name in _CONSTRUCTORS)


def _unknown(values: list[Value]) -> Unknown:
    """One for all of which nothing is known."""
    found = [item for item in values if isinstance(item, Unknown)]
    return found[0] if found and all(map(is_constructed, found)) else Unknown()


def handles_error(statement: Statement, index: int) -> bool:
    """Whether a block of a ``try`` is the handler of an error."""
    kinds = {"except_clause", "except_group_clause", "catch_clause", "finally_clause", "else_clause"}
    clauses = [child.type for child in statement.node.named_children if child.type in kinds]
    return 0 < index <= len(clauses) and clauses[index - 1] not in {"finally_clause", "else_clause"}


def only_checked(statement: Statement, module: Module) -> bool:
    """Python: ``if TYPE_CHECKING:``, whose names are there for annotations; what its ``else`` says is what runs."""
    test = statement.value
    return module.language == "python" and test is not None and test.name == "TYPE_CHECKING"


def has_default(statement: Statement) -> bool:
    """Whether one of the ways of a branch is always taken."""
    node = statement.node
    if node.type in {"if_statement"}:
        last = node
        while True:
            following = last.children_by_field_name("alternative")
            if not following:
                return last is not node and last.type in {"else_clause", "block", "statement_block"}
            last = following[-1]
            if last.type == "else_clause" and last.named_children and last.named_children[0].type == "if_statement":
                last = last.named_children[0]
    return any(child.type in {"switch_default", "default_case"} for child in _below(node))


def _below(node: Node) -> Iterable[Node]:
    for child in node.named_children:
        yield child
        if child.type in {"switch_body", "block"}:
            yield from child.named_children


def merged(walk: Walk, ends: list[dict[str, Value]], before: dict[str, Value], condition: str) -> dict[str, Value]:
    """The variables after the ways of a branch meet again.

    A query that is bounded on one way only is not bounded.
    """
    if not ends:
        return before
    if len(ends) == 1:
        return ends[0]
    result: dict[str, Value] = {}
    for name in dict.fromkeys(name for end in ends for name in end):
        values = list(dict.fromkeys(end[name] for end in ends if name in end))
        if len(values) == 1:
            result[name] = values[0]
            continue
        if name in condition and _ABSENT.search(condition) and name in before and bound_of(before[name]) is None:
            changed = [value for value in values if value is not before[name]]
            if changed and bound_of(changed[0]) is not None:
                result[name] = either([*changed, Unknown()], keep_unknown=True)
                continue
        result[name] = _one_query(walk, values) or either(values, keep_unknown=True)
    return result


def _one_query(walk: Walk, values: list[Value]) -> Value | None:
    things = [item for value in values for item in options(value)]
    queries = [item.model for item in things if isinstance(item, Thing) and isinstance(item.model, Query)]
    known = [
        item
        for item in things
        if not isinstance(item, Unknown) and not (isinstance(item, Known) and item.value is None)
    ]
    types = {item.type for item in things if isinstance(item, Thing)}
    if not queries or len(queries) != len(known) or len(types) != 1:
        return None
    bounds = [query.bound for query in queries]
    bound = None if None in bounds else "parameter" if "parameter" in bounds else "constant"
    pending = False
    for item in things:
        if walk.pending.pop(id(item), None) is not None:
            pending = True
    what = next((query.what for query in queries if query.what), "")
    made = Thing(type=types.pop(), model=replace(queries[0], what=what, bound=bound, one=all(q.one for q in queries)))
    if pending:
        walk.pending[id(made)] = made
    return made
