"""Routes whose answers say by themselves that they are no list, whatever was read on the way: ``{ success: true }``,
a file, another address."""

from __future__ import annotations

from collections.abc import Sequence

from backend_review.model.answers.data import Answer
from backend_review.model.values import Known, Table, Value, options

_NO_LIST = {"redirect", "file"}
_NO_CONTENT = 204
_FIRST_ERROR = 400
_MAX_DEPTH = 3


def answers_with_none(answers: Sequence[Answer]) -> bool:
    """Whether all that a route answers with where nothing goes wrong is written in the code, or is no data at all.

    One of these answers must be given under no condition: of others it is not known what comes besides them.
    """
    given = [item for item in answers if not item.error and (item.status is None or item.status < _FIRST_ERROR)]
    return bool(given) and all(map(_is_none, given)) and any(not item.condition for item in given)


def _is_none(answer: Answer) -> bool:
    if answer.kind in _NO_LIST or answer.status == _NO_CONTENT:
        return True
    return answer.kind == "json" and all(map(_is_written, options(answer.body)))


def _is_written(value: Value, depth: int = 0) -> bool:
    """Whether all that a table has is written in the code."""
    if not isinstance(value, Table) or not value.entries or depth > _MAX_DEPTH:
        return False
    parts = [item for entry in value.entries.values() for item in options(entry)]
    return all(isinstance(item, Known) or _is_written(item, depth + 1) for item in parts)
