"""What the pass says: comments that were checked, what was dropped, what nobody reviewed, and what it cost."""

from __future__ import annotations

from collections import Counter
from enum import Enum

import msgspec

CATEGORIES = (
    "security", "correctness", "data", "concurrency", "performance", "api-contract", "error-handling", "observability",
    "testing", "maintainability",
)  # fmt: skip
SEVERITIES = ("low", "medium", "high", "critical")  # from least to most
CONFIDENCES = ("possible", "likely", "certain")


class Verdict(str, Enum):
    """What the second request, which tries to disprove a comment, came to."""

    STANDS = "stands"
    CANNOT_TELL = "cannot_tell"
    UNVERIFIED = "unverified"  # the request failed, or was not wanted


class Span(msgspec.Struct, frozen=True, order=True):
    """Whole lines of a file, first and last counted from 1."""

    path: str
    start: int
    end: int


class Comment(msgspec.Struct, frozen=True):
    """One comment, anchored to lines that the model was shown. All texts are plain and bounded: no links, no HTML."""

    span: Span
    category: str
    severity: str
    confidence: str
    title: str
    body: str
    reasoning: str
    fingerprint: str
    verdict: Verdict = Verdict.UNVERIFIED
    checklist: str = ""
    finding: str = ""  # the fingerprint of the finding of a rule that it adds to
    evidence: tuple[Span, ...] = ()
    changed: bool = True  # whether it is about a line that the change touched
    suggestion: str | None = None  # new text for exactly the lines of the span; None when there is none that holds
    unproven: str = ""  # why a suggestion that was made is not shown as one


class Group(msgspec.Struct, frozen=True):
    """Findings and comments with one cause."""

    cause: str
    first_step: str
    findings: tuple[str, ...]


class Summary(msgspec.Struct, frozen=True):
    """What the change does, what matters in it, and what to mend before it is merged."""

    does: str
    matters: str
    before_merge: str
    groups: tuple[Group, ...] = ()


class NotReviewed(msgspec.Struct, frozen=True):
    """Code that the model did not review, and why: it is unknown, never clean."""

    path: str
    reason: str
    start: int = 0
    end: int = 0


class Usage(msgspec.Struct):
    """What was paid for: tokens as the API counts them, money in US dollars by the price list."""

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    usd: float = 0.0
    from_cache: int = 0  # answers that cost nothing


class ModelReview(msgspec.Struct):
    """The whole pass. ``status``: complete, partial, failed (nothing was reviewed) or skipped (nothing to review)."""

    status: str = "skipped"
    host: str = ""
    model: str = ""
    agents: tuple[str, ...] = ()
    summary: Summary | None = None
    comments: list[Comment] = []
    notes: list[Comment] = []  # those that only add to a finding of a rule
    refuted: list[Comment] = []  # disproved by the second request; in no report
    not_reviewed: list[NotReviewed] = []
    dropped: Counter[str] = msgspec.field(default_factory=Counter)  # why → how many answers were not believed
    hidden: Counter[str] = msgspec.field(default_factory=Counter)  # why → how many comments are not shown
    left_out: Counter[str] = msgspec.field(default_factory=Counter)  # files by role that a model is not given
    usage: Usage = msgspec.field(default_factory=Usage)
    warnings: list[str] = []
    answered_by: list[str] = []  # the models that the answers name
    units: int = 0
    lines: int = 0

    @property
    def left_out_text(self) -> str:
        """What was left out by role, in words; "" when nothing was."""
        counts = ", ".join(f"{count} {role}" for role, count in sorted(self.left_out.items()))
        return f"Files left out by what they are for: {counts}" if counts else ""

    @property
    def whole(self) -> bool:
        """Whether all that there was to review was reviewed."""
        return self.status in {"complete", "skipped"}
