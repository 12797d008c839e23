"""Go: which case of a switch a test takes, where what it is about is a constant (the method of a row of a table)."""

from __future__ import annotations

from backend_review.index.program import Statement
from backend_review.model.evaluator import Evaluator
from backend_review.model.values import HOLE, Known, Scope, text_of


def taken(evaluator: Evaluator, statement: Statement, scope: Scope) -> int | None:
    """The block of the case that is taken, a number that no block has where there is none; None: it is not known."""
    value = evaluator.evaluate(statement.value, scope) if statement.value is not None else None
    if not isinstance(value, Known) or not isinstance(value.value, str) or HOLE in value.value:
        return None
    cases = [child for child in statement.node.named_children if child.type in {"expression_case", "default_case"}]
    default = len(cases)
    for index, case in enumerate(cases):
        if case.type == "default_case":
            default = index
        written = case.child_by_field_name("value")
        for item in written.named_children if written is not None else ():
            text = text_of(evaluator.evaluate(scope.module.lower(item), scope))
            if text is None:
                return None
            if text == value.value:
                return index
    return default
