"""JavaScript: what values tell that hold a failure (``ResultAsync``, ``Either``), where others are null or raise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model.taint.summaries import NOTHING_TOLD, Told

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

# What makes a failure, and what asks whether there is one.
_FAILURES = re.compile(r"^(?:errAsync|err|Err|left|Left|fail|failure|Failure|none|None|Nothing)$")
_FAILED = re.compile(r"^is(?:Err|Error|Left|Failure|Fail|None|Nothing)$")
_WENT_WELL = re.compile(r"^is(?:Ok|Right|Success|Some|Just)$")


def is_failure(value: Expr) -> bool:
    """JavaScript: ``errAsync(…)``, ``left(…)``: a value that holds a failure."""
    return value.kind == "call" and value.target is not None and _FAILURES.match(value.target.name) is not None


def of_result(walk: Walk, expr: Expr, target: Expr) -> Told | None:
    """``found.isErr()``, ``E.isRight(found)``: what the answer of a check tells that holds its failure."""
    failed, went_well = _FAILED.match(target.name), _WENT_WELL.match(target.name)
    if walk.module.language != "javascript" or not (failed or went_well):
        return None
    holder = expr.args[0] if expr.args else target.target
    if holder is None or holder.kind != "name":
        return None
    told = walk.checks.outcomes.get(holder.name, NOTHING_TOLD)
    return Told(told.no, told.yes) if failed else told
