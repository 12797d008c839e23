"""From what a model answered to comments: each anchored to lines that were shown, or dropped and counted."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from backend_review.finding import Finding
from backend_review.reviewer.anchor import Lost, Shown, anchor
from backend_review.reviewer.answers import RawComment
from backend_review.reviewer.clean import clean
from backend_review.reviewer.result import CONFIDENCES, SEVERITIES, Comment, Span, Verdict
from backend_review.reviewer.units import Unit

PER_UNIT, PER_FILE, PER_RUN = 3, 5, 15
_NEAR_LINES = 3
_LONGEST_TITLE, _LONGEST_BODY, _LONGEST_REASONING = 100, 1200, 600
_ADVICE = re.compile(
    r"(?i)^\W*(?:please\s+)?(?:consider|verify|ensure|make sure|double[- ]check|check that|it may be worth)\b"
)
_WORDS = re.compile(r"[a-z]{3,}")
# The topics of rules by the categories of comments: what is near and of one kind is one thing.
_TOPICS = {
    "security": {"injection", "auth", "web", "secrets", "crypto", "graphql", "review"},
    "data": {"data", "migrations"},
    "performance": {"performance", "data", "graphql"},
    "api-contract": {"api", "graphql"},
    "error-handling": {"errors", "api"},
    "observability": {"errors"},
    "testing": {"testing"},
    "concurrency": {"performance", "data", "messaging"},
}


class Placed(msgspec.Struct, frozen=True):
    """A comment with what is needed to check it further: its unit, the quoted lines, the replacement as answered."""

    comment: Comment
    unit: Unit
    quote: str
    replacement: str


def shown(unit: Unit) -> Shown:
    """A unit as quotes are looked for in it."""
    return Shown(unit=unit.id, path=unit.path, lines=unit.lines, changed=unit.changed)


def place(
    raw: RawComment, units: Mapping[str, Unit], findings: Mapping[str, Finding], dropped: Counter[str]
) -> Placed | None:
    """The comment at the lines it quotes; None, with the reason counted, when they are not what was shown."""
    unit = units.get(raw.unit_id)
    if unit is None:
        dropped["about code that was not shown"] += 1
        return None
    span = anchor(raw.quote, raw.line, shown(unit))
    if isinstance(span, Lost):
        dropped[span.value] += 1
        return None
    evidence, all_there = [], True
    for item in raw.evidence:
        other = units.get(item.unit_id)
        found = anchor(item.quote, 0, shown(other)) if other is not None else None
        if isinstance(found, Span):
            evidence.append(found)
        else:
            all_there = False
    finding = findings.get(raw.finding_id)
    lines = [unit.lines[number] for number in range(span.start, span.end + 1) if number in unit.lines]
    comment = Comment(
        span=span,
        category=raw.category,
        severity=raw.severity,
        confidence=raw.confidence if all_there else CONFIDENCES[0],
        title=clean(raw.title, _LONGEST_TITLE, one_line=True),
        body=clean(raw.body, _LONGEST_BODY),
        reasoning=clean(raw.reasoning, _LONGEST_REASONING),
        fingerprint=_fingerprint(span.path, lines, raw.category),
        checklist=raw.checklist_id,
        finding=finding.fingerprint if finding is not None else "",
        evidence=tuple(evidence),
        changed=any(number in unit.changed for number in range(span.start, span.end + 1)),
    )
    if not comment.title or not comment.body:
        dropped["says nothing"] += 1
        return None
    return Placed(comment, unit, "\n".join(lines), raw.replacement)


def _fingerprint(path: str, lines: Iterable[str], category: str) -> str:
    text = "\n".join([path, category, *(" ".join(line.split()) for line in lines)])
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:32]


def rank(comment: Comment) -> tuple[int, ...]:
    """How much a comment is worth showing; more is better."""
    return (
        SEVERITIES.index(comment.severity),
        int(comment.verdict is Verdict.STANDS),
        CONFIDENCES.index(comment.confidence),
        int(comment.changed),
    )


def folded(comment: Comment, findings: Iterable[Finding]) -> Finding | None:
    """The finding of a rule that a comment only adds to: the one it names, or one near it about the same thing."""
    for finding in findings:
        if comment.finding == finding.fingerprint:
            return finding
        near = finding.path == comment.span.path and (
            comment.span.start - _NEAR_LINES <= finding.start.line <= comment.span.end + _NEAR_LINES
        )
        if near and (finding.topic in _TOPICS.get(comment.category, ()) or _alike(comment.title, finding.title)):
            return finding
    return None


def _alike(one: str, other: str) -> bool:
    first, second = set(_WORDS.findall(one.lower())), set(_WORDS.findall(other.lower()))
    return len(first & second) * 2 > len(first | second) > 0


def once(placed: Iterable[Placed], hidden: Counter[str]) -> list[Placed]:
    """One comment for each span and category: the one most worth showing."""
    best: dict[tuple[Span, str], Placed] = {}
    for item in placed:
        key = (item.comment.span, item.comment.category)
        known = best.get(key)
        hidden["said twice"] += int(known is not None)
        if known is None or rank(item.comment) > rank(known.comment):
            best[key] = item
    return [best[key] for key in sorted(best)]


def worth_showing(placed: Sequence[Placed], only_changes: bool, show_low: bool, hidden: Counter[str]) -> list[Placed]:
    """Without advice that claims nothing, what is not about the change, and what is of little weight."""
    kept = []
    for item in placed:
        comment = item.comment
        serious = SEVERITIES.index(comment.severity) >= SEVERITIES.index("high") and comment.confidence == "certain"
        if _ADVICE.match(comment.title) or _ADVICE.match(comment.body):
            hidden["advice without a claim"] += 1
        elif only_changes and not comment.changed and not serious:
            hidden["not about the change"] += 1
        elif comment.severity == SEVERITIES[0] and not show_low:
            hidden["of low severity"] += 1
        else:
            kept.append(item)
    return kept


def few(placed: Sequence[Placed], hidden: Counter[str]) -> list[Placed]:
    """The best of them: so many a unit, a file and a run as people read."""
    chosen: list[Placed] = []
    by_unit: Counter[str] = Counter()
    by_file: Counter[str] = Counter()
    ordered = sorted(placed, key=lambda item: (*(-part for part in rank(item.comment)), item.comment.span))
    for item in ordered:
        path = item.comment.span.path
        if by_unit[item.unit.id] >= PER_UNIT or by_file[path] >= PER_FILE or len(chosen) >= PER_RUN:
            hidden["more than are shown"] += 1
            continue
        by_unit[item.unit.id] += 1
        by_file[path] += 1
        chosen.append(item)
    return sorted(chosen, key=lambda item: item.comment.span)
