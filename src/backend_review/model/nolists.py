"""Routes whose answers say by themselves that they are no list, whatever was read on the way: ``{ success: true }``,
a file, another address."""

from __future__ import annotations

from collections.abc import Sequence

from backend_review.model.answers.data import Answer
from backend_review.model.values import Known, Table, Value, options

_NO_LIST = {"redirect", "file", "empty"}
_FIRST_ERROR = 400
_MAX_DEPTH = 3


def answers_with_none(answers: Sequence[Answer]) -> bool:
    """Whether all that a route answers with where nothing goes wrong is written in the code, or is no text at all.

    One of these answers must be given under no condition: of others it is not known what comes besides them.
    """
    given = [item for item in answers if not item.error and (item.status is None or item.status < _FIRST_ERROR)]
    return bool(given) and all(map(_is_none, given)) and any(not item.condition for item in given)


def _is_none(answer: Answer) -> bool:
    return answer.kind in _NO_LIST or (answer.kind in {"json", "text"} and _is_constant(answer.body))


def _is_constant(value: Value, depth: int = 0) -> bool:
    """Whether a value is a text, a number or a table of such, all of it written in the code."""
    for item in options(value):
        if isinstance(item, Table):
            known = bool(item.entries) and depth < _MAX_DEPTH
            if not known or not all(_is_constant(entry, depth + 1) for entry in item.entries.values()):
                return False
        elif not isinstance(item, Known) or (item.value is None and not depth):
            return False
    return True
