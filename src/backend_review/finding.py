"""Findings: plain values that every engine produces and every reporter reads."""

from __future__ import annotations

from enum import Enum

import msgspec


class _Ordered(str, Enum):
    """A word of a scale; members are declared from least to most."""

    @property
    def rank(self) -> int:
        return list(type(self)).index(self)


class Severity(_Ordered):
    """How bad it is if the finding is right."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Confidence(_Ordered):
    """How likely the finding is right."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Audience(_Ordered):
    """Who wants to see it: everyone, or people who asked for opinions."""

    REGULAR = "regular"
    PEDANTIC = "pedantic"


class Position(msgspec.Struct, frozen=True, order=True):
    """A place in a file; line and column count from 1, columns in characters."""

    line: int
    column: int


class TraceStep(msgspec.Struct, frozen=True):
    """One hop of the data flow from source to sink."""

    path: str
    line: int
    column: int
    message: str


class Match(msgspec.Struct, frozen=True):
    """What an engine or a check saw, before the review gives it the rule's words.

    ``severity``, ``confidence`` and ``audience`` are set only where the variant differs from its rule;
    ``metavars`` maps ``$NAME`` to the matched source text, ``constants`` to its constant value where known.
    """

    rule: str
    path: str
    start: Position
    end: Position
    message: str
    variant: str = ""
    severity: Severity | None = None
    confidence: Confidence | None = None
    audience: Audience | None = None
    metavars: dict[str, str] = {}
    constants: dict[str, str] = {}
    trace: tuple[TraceStep, ...] = ()
    focus: Position | None = None  # where the pattern itself matched, when ``start`` is before it


class Edit(msgspec.Struct, frozen=True):
    """New text for a stretch of the finding's file, ``end`` not included; nothing is replaced where both are equal."""

    start: Position
    end: Position
    text: str


class Fix(msgspec.Struct, frozen=True):
    """Edits of the finding's file that were tried: it parses with them, the finding is gone, and no other came.

    ``safe`` says that they change nothing that anybody may rely on; ``behind`` is what to look at before taking others.
    """

    description: str
    safe: bool
    edits: tuple[Edit, ...]
    behind: str = ""


class Finding(msgspec.Struct, frozen=True):
    """One thing to mend, as reported. Paths are relative to the project and use ``/``."""

    rule: str
    title: str
    message: str
    severity: Severity
    confidence: Confidence
    audience: Audience
    topic: str
    path: str
    start: Position
    end: Position
    snippet: str
    fingerprint: str
    checklist: tuple[str, ...] = ()
    cwe: tuple[str, ...] = ()
    trace: tuple[TraceStep, ...] = ()
    fix: Fix | None = None

    @property
    def kind(self) -> str:
        """ "security" for a weakness (it has a CWE, the first of which is the most specific), "design" for the rest."""
        return "security" if self.cwe else "design"


class Problem(msgspec.Struct, frozen=True):
    """A part of the review that failed: the run is incomplete and says so."""

    what: str
    message: str
    path: str | None = None


class NotAnalysed(msgspec.Struct, frozen=True):
    """A file, or a part of one, that nobody looked at: its findings are unknown, never "none"."""

    path: str
    reason: str
    line: int | None = None
