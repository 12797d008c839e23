"""The answers of the two smaller requests: what came of trying to disprove comments, and the opening paragraph."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

import msgspec

from backend_review.reviewer.answers import BadAnswer
from backend_review.reviewer.clean import clean
from backend_review.reviewer.result import Group, Summary

_LONGEST = 200_000
_MOST_GROUPS = 8
_LONGEST_TEXT, _LONGEST_CAUSE = 700, 300


class Judged(msgspec.Struct, frozen=True):
    """What the model says of one comment, and the lines it rests on."""

    comment_id: str
    verdict: str
    unit_id: str
    quote: str


class _Verdicts(msgspec.Struct):
    receipt: str
    verdicts: list[Judged]


class _Group(msgspec.Struct):
    cause: str
    first_step: str
    finding_ids: list[str]


class _Summary(msgspec.Struct):
    receipt: str
    does: str
    matters: str
    before_merge: str
    groups: list[_Group]


_T = TypeVar("_T", _Verdicts, _Summary)


def read_verdicts(text: str, receipt: str, wanted: Collection[str]) -> dict[str, Judged]:
    """The verdicts by comment. Raises BadAnswer; what is said of other comments, or twice, is left out."""
    answer = _decoded(text, _Verdicts)
    if answer.receipt != receipt:
        raise BadAnswer("the receipt is another one")
    found: dict[str, Judged] = {}
    for item in answer.verdicts:
        if item.comment_id in wanted and item.verdict in {"stands", "refuted", "cannot_tell"}:
            found.setdefault(item.comment_id, item)
    return found


def read_summary(text: str, receipt: str, findings: Collection[str]) -> Summary:
    """The opening paragraph, cleaned and bounded. Raises BadAnswer. ``findings`` are the ids that groups may name."""
    answer = _decoded(text, _Summary)
    if answer.receipt != receipt:
        raise BadAnswer("the receipt is another one")
    groups = []
    for item in answer.groups[:_MOST_GROUPS]:
        ids = tuple(name for name in dict.fromkeys(item.finding_ids) if name in findings)
        if ids and item.cause.strip():
            groups.append(Group(clean(item.cause, _LONGEST_CAUSE), clean(item.first_step, _LONGEST_CAUSE), ids))
    made = Summary(
        does=clean(answer.does, _LONGEST_TEXT),
        matters=clean(answer.matters, _LONGEST_TEXT),
        before_merge=clean(answer.before_merge, _LONGEST_TEXT),
        groups=tuple(groups),
    )
    if not made.does:
        raise BadAnswer("the summary is empty")
    return made


def _decoded(text: str, kind: type[_T]) -> _T:
    if len(text) > _LONGEST:
        raise BadAnswer("the answer is too long")
    try:
        return msgspec.json.decode(text.encode("utf-8", errors="replace"), type=kind)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadAnswer("not in the form that was asked for") from error
