"""Routes whose answers say by themselves whether they are a list, whatever was read on the way: ``{ success: true }``,
a file, another address; rows."""

from __future__ import annotations

from collections.abc import Sequence

from backend_review.model.answers.data import Answer
from backend_review.model.queries import Row
from backend_review.model.values import Items, Known, Results, Table, Thing, Value, options

_NO_LIST = {"redirect", "file"}
_NO_CONTENT = 204
_FIRST_ERROR = 400
_MAX_DEPTH = 3


def answers_with_none(answers: Sequence[Answer]) -> bool:
    """Whether all that a route answers with where nothing goes wrong is written in the code, or is no data at all.

    One of these answers must be given under no condition: of others it is not known what comes besides them.
    """
    given = _successes(answers)
    return bool(given) and all(map(_is_none, given)) and any(not item.condition for item in given)


def answers_with_rows(answers: Sequence[Answer]) -> bool:
    """Whether all that a route answers with where nothing goes wrong are several rows of a store."""
    given = _successes(answers)
    return bool(given) and all(item.kind == "json" and all(map(_are_rows, options(item.body))) for item in given)


def _successes(answers: Sequence[Answer]) -> list[Answer]:
    return [item for item in answers if not item.error and (item.status is None or item.status < _FIRST_ERROR)]


def _are_rows(value: Value) -> bool:
    if not isinstance(value, Items) or isinstance(value, Results):
        return False
    first = list(options(value.items[0])) if value.items else []
    return bool(first) and all(isinstance(item, Thing) and isinstance(item.model, Row) for item in first)


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
