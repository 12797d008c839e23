"""What a report has to say about lines: findings of the rules and comments of a model, in one form and in order."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from backend_review.commenting import suggestions
from backend_review.commenting.markers import FINDING, MODEL
from backend_review.commenting.patches import Anchor, DiffFile, anchor
from backend_review.commenting.report import Finding, ModelComment, Report, key_of
from backend_review.commenting.suggestions import Suggestion
from backend_review.finding import Severity

_SEVERITIES = ("low", "medium", "high", "critical")


class Entry(msgspec.Struct, frozen=True):
    """One of them. ``anchor`` is where a comment goes, None outside of the diff; a suggestion's is the same."""

    kind: str
    key: str
    said: Finding | ModelComment
    anchor: Anchor | None
    suggestion: Suggestion | None = None

    @property
    def path(self) -> str:
        return self.said.path


def entries(report: Report, files: Mapping[str, DiffFile]) -> list[Entry]:
    """All of a report's, the gravest first, those of a model last."""
    found = sorted(report.findings, key=_rank)
    said = sorted(report.llm.comments, key=_rank_of_comment) if report.llm is not None else []
    return [*(_of_finding(item, files) for item in found), *(_of_comment(item, files) for item in said)]


def _of_finding(finding: Finding, files: Mapping[str, DiffFile]) -> Entry:
    key = key_of(finding.fingerprint)
    place = anchor(files, finding.path, finding.start.line, finding.end.line, finding.snippet)
    suggestion = suggestions.of_finding(files, finding) if place is not None else None
    if place is not None and suggestion is not None:
        hunk = files[finding.path].hunk(place.line)
        if hunk is not None and hunk.first <= suggestion.anchor.start <= hunk.last:
            return Entry(FINDING, key, finding, suggestion.anchor, suggestion)
    return Entry(FINDING, key, finding, place)


def _of_comment(comment: ModelComment, files: Mapping[str, DiffFile]) -> Entry:
    suggestion = suggestions.of_comment(files, comment)
    place = suggestion.anchor if suggestion else anchor(files, comment.path, comment.start, comment.end)
    return Entry(MODEL, key_of(comment.fingerprint), comment, place, suggestion)


def _rank(finding: Finding) -> tuple[int, int, str, int, str]:
    severity = list(Severity).index(finding.severity)
    return -severity, -finding.confidence.rank, finding.path, finding.start.line, finding.rule


def _rank_of_comment(comment: ModelComment) -> tuple[int, str, int]:
    known = _SEVERITIES.index(comment.severity) if comment.severity in _SEVERITIES else 0
    return -known, comment.path, comment.start
