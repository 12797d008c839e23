"""Reading what the model answered: the shape that was asked for, within bounds, about what it was shown.

The API is told the shape (``schema.json``) and mostly keeps it, but an answer also comes out of caches, recordings and
proxies, so nothing is taken on trust: a root of another shape, or a receipt of another request, is no answer at all;
a comment of another shape, or about code that was not shown, is left out and counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, NoReturn, TypeVar

import msgspec

MOST_COMMENTS = 50
MOST_EVIDENCE = 8
MOST_INSTRUCTIONS = 20
_MOST_COVERAGE = 1_000

_LONGEST_ANSWER = 1_000_000  # characters; what may be paid for is less than a tenth of it
_LONGEST_ID = 200
_LONGEST_QUOTE = 4_000
_LONGEST_REPLACEMENT = 8_000
_LONGEST_TEXT = 4_000
_LAST_LINE = 9_999_999
_DIGITS = len(str(_LAST_LINE))

_SURROGATE = re.compile("[\ud800-\udfff]")

Status = Literal["issue", "no_issue", "not_applicable", "cannot_tell"]
Category = Literal[
    "security", "correctness", "data", "concurrency", "performance", "api-contract", "error-handling", "observability",
    "testing", "maintainability",
]  # fmt: skip


class BadAnswer(Exception):  # noqa: N818  # no fault of ours
    """What came back is no answer to what was asked; the text says why, in words that are safe to show."""


class Asked(msgspec.Struct, frozen=True):
    """What an answer may speak of: the receipt of its request, the units shown, the checklist, the findings given."""

    receipt: str
    units: frozenset[str]
    checklist: tuple[str, ...]
    findings: frozenset[str]


class Quoted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines that the model says are in a unit."""

    unit_id: str
    quote: str


class RawComment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A comment as the model wrote it: of the right shape, and of nothing else is sure.

    The quote is not anchored yet, and no text may be shown before ``clean`` has seen it.
    """

    unit_id: str
    quote: str
    line: int
    evidence: tuple[Quoted, ...]
    reasoning: str
    checklist_id: str
    finding_id: str
    category: Category
    severity: Literal["critical", "high", "medium", "low"]
    confidence: Literal["certain", "likely", "possible"]
    title: str
    body: str
    replacement: str


class Answer(msgspec.Struct, frozen=True):
    """An answer of the shape that was asked for. ``problems`` counts what was left out of it, by why."""

    coverage: dict[str, str]
    comments: list[RawComment]
    instructions_seen: list[Quoted]
    problems: Counter[str]


class _Covered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    checklist_id: str
    status: Status


class _Root(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    receipt: str
    coverage: list[Any]
    comments: list[Any]
    instructions_seen: list[Any]


_Read = TypeVar("_Read")


def read(text: str, asked: Asked) -> Answer:
    """The answer in a text. Raises BadAnswer when it is not of the shape asked for, or answers another request."""
    root = _convert(_decode(text), _Root)
    if root is None:
        raise BadAnswer("the answer has not the shape that was asked for")
    if root.receipt != asked.receipt:
        raise BadAnswer("the answer's receipt is that of another request")
    problems: Counter[str] = Counter()
    coverage = _coverage(root.coverage, asked, problems)
    comments = list(_comments(root.comments, asked, problems))
    instructions = _quoted(
        _read_all(root.instructions_seen[:MOST_INSTRUCTIONS], Quoted, "instruction", problems),
        asked,
        "an instruction",
        problems,
    )
    _count(problems, "more instructions than allowed", len(root.instructions_seen) - MOST_INSTRUCTIONS)
    return Answer(coverage, comments, instructions, problems)


def _decode(text: str) -> Any:
    if len(text) > _LONGEST_ANSWER:
        raise BadAnswer("the answer is too long")
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=lambda digits: int(digits) if len(digits) <= _DIGITS + 1 else None,
            parse_float=lambda _: None,  # there is no such number in the shape
            parse_constant=_constant,
        )
    except RecursionError:
        raise BadAnswer("the answer is nested too deeply") from None
    except ValueError:
        raise BadAnswer("the answer is not JSON") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; with one name twice it would mean what its reader likes."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise BadAnswer("the answer gives one name twice in an object")
    return made


def _constant(_: str) -> NoReturn:
    raise BadAnswer("the answer has a number that JSON has not")


def _convert(value: Any, shape: type[_Read]) -> _Read | None:
    try:
        return msgspec.convert(_whole(value), shape, strict=True)
    except (msgspec.ValidationError, RecursionError):
        return None


def _whole(value: Any) -> Any:
    """A value without halves of characters (``"\\ud800"``), which nothing can write out again."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_whole(name): _whole(item) for name, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value


def _read_all(values: list[Any], shape: type[_Read], what: str, problems: Counter[str]) -> Iterator[_Read]:
    for value in values:
        made = _convert(value, shape)
        if made is None:
            problems[f"malformed {what}"] += 1
        else:
            yield made


def _count(problems: Counter[str], why: str, times: int) -> None:
    if times > 0:
        problems[why] += times


def _coverage(values: list[Any], asked: Asked, problems: Counter[str]) -> dict[str, str]:
    """The status of each item of the checklist that was given; what was said of one twice must agree."""
    known = set(asked.checklist)
    said: dict[str, str] = {}
    for item in _read_all(values[:_MOST_COVERAGE], _Covered, "coverage", problems):
        if item.checklist_id not in known:
            problems["unknown checklist id in coverage"] += 1
        elif said.setdefault(item.checklist_id, item.status) != item.status:
            problems["contradicting coverage"] += 1
            said[item.checklist_id] = "cannot_tell"
    _count(problems, "more coverage than allowed", len(values) - _MOST_COVERAGE)
    _count(problems, "checklist ids without coverage", len(known - said.keys()))
    return {item: said[item] for item in asked.checklist if item in said}


def _comments(values: list[Any], asked: Asked, problems: Counter[str]) -> Iterator[RawComment]:
    seen: set[tuple[str, ...]] = set()
    for comment in _read_all(values[:MOST_COMMENTS], RawComment, "comment", problems):
        why = _refused(comment, asked)
        same = (comment.unit_id, comment.quote, comment.category, comment.title)
        if why is None and same in seen:
            why = "the same comment again"
        if why is not None:
            problems[why] += 1
            continue
        seen.add(same)
        yield _known(comment, asked, problems)
    _count(problems, "more comments than allowed", len(values) - MOST_COMMENTS)


def _refused(comment: RawComment, asked: Asked) -> str | None:
    """Why a comment of the right shape is worth nothing."""
    if comment.unit_id not in asked.units:
        return "comment on a unit that was not shown"
    if len(comment.quote) > _LONGEST_QUOTE:
        return "quote too long"
    if not 0 <= comment.line <= _LAST_LINE:
        return "line out of range"
    if not comment.title.strip() or not comment.body.strip():
        return "comment without words"
    if max(map(len, (comment.title, comment.body, comment.reasoning))) > _LONGEST_TEXT:
        return "comment too long"
    return None


def _known(comment: RawComment, asked: Asked, problems: Counter[str]) -> RawComment:
    """The comment without what it says of things that were not given."""
    changes: dict[str, Any] = {}
    if comment.checklist_id and comment.checklist_id not in asked.checklist:
        problems["unknown checklist id"] += 1
        changes["checklist_id"] = ""
    if comment.finding_id and comment.finding_id not in asked.findings:
        problems["unknown finding id"] += 1
        changes["finding_id"] = ""
    if len(comment.replacement) > _LONGEST_REPLACEMENT:
        problems["replacement too long"] += 1
        changes["replacement"] = ""
    evidence = tuple(_quoted(iter(comment.evidence[:MOST_EVIDENCE]), asked, "evidence", problems))
    _count(problems, "more evidence than allowed", len(comment.evidence) - MOST_EVIDENCE)
    if evidence != comment.evidence:
        changes["evidence"] = evidence
    return msgspec.structs.replace(comment, **changes) if changes else comment


def _quoted(quotes: Iterator[Quoted], asked: Asked, what: str, problems: Counter[str]) -> list[Quoted]:
    kept = []
    for quote in quotes:
        if quote.unit_id not in asked.units:
            problems[f"{what} in a unit that was not shown"] += 1
        elif len(quote.quote) > _LONGEST_QUOTE:
            problems[f"{what} too long"] += 1
        else:
            kept.append(quote)
    return kept
