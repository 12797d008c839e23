"""Reading a report (``backend-review/findings/v1``), as far as comments need it; other fields are ignored."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import msgspec

from backend_review.errors import UserError
from backend_review.finding import Confidence, Edit, Position, Severity

SCHEMA = "backend-review/findings/v1"
_LARGEST = 100 * 1024 * 1024
_FINGERPRINT = re.compile(r"[0-9a-f]{8,64}")


class Fix(msgspec.Struct, frozen=True):
    """A fix that was proven."""

    description: str
    safe: bool
    edits: tuple[Edit, ...]
    behind: str | None = None


class Step(msgspec.Struct, frozen=True):
    """One hop of a finding's way through the code."""

    path: str
    line: int
    message: str


class Finding(msgspec.Struct, frozen=True):
    """One finding of the rules."""

    rule: str
    title: str
    message: str
    severity: Severity
    confidence: Confidence
    path: str
    start: Position
    end: Position
    snippet: str
    fingerprint: str
    trace: tuple[Step, ...] = ()
    fix: Fix | None = None


class Gap(msgspec.Struct, frozen=True):
    """A file, or a part of one, that nobody looked at."""

    path: str
    reason: str


class Problem(msgspec.Struct, frozen=True):
    """A part of the review that failed."""

    what: str
    message: str


class ModelComment(msgspec.Struct, frozen=True):
    """One comment of a model on whole lines; ``suggestion`` is new text for exactly these."""

    path: str
    start: int
    end: int
    category: str
    severity: str
    confidence: str
    title: str
    body: str
    fingerprint: str
    suggestion: str | None = None


class Model(msgspec.Struct, frozen=True):
    """The part of a report that a model wrote. Its summary's groups are not repeated here."""

    status: str
    model: str = ""
    comments: tuple[ModelComment, ...] = ()
    not_reviewed: tuple[Gap, ...] = ()


class Summary(msgspec.Struct, frozen=True):
    """Figures of the whole review."""

    files: int = 0
    lines: int = 0
    complete: bool = True


class Report(msgspec.Struct, frozen=True):
    """What was found, and what was not looked at."""

    schema: str
    findings: tuple[Finding, ...]
    errors: tuple[Problem, ...] = ()
    not_analysed: tuple[Gap, ...] = ()
    summary: Summary = Summary()
    llm: Model | None = None


def read_report(source: str) -> Report:
    """The report in a file; ``-`` is standard input. Raises UserError when it cannot be read or is not one."""
    try:
        if source == "-":
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UserError(f"--report: cannot read {source}: {error.strerror}") from error
    if len(data) > _LARGEST:
        raise UserError(f"--report: {source} is larger than {_LARGEST // 1024 // 1024} MiB")
    return decode(data, source)


def decode(data: bytes, source: str = "-") -> Report:
    """The report in these bytes. Raises UserError when they are not one."""
    hint = "make one with 'backend-review --format json --output FILE'"
    try:
        report = msgspec.json.decode(data, type=Report)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UserError(f"--report: {source} is not a report: {error}", hint) from error
    if report.schema != SCHEMA:
        raise UserError(f"--report: {source} has schema '{report.schema[:80]}'", f"this version reads '{SCHEMA}'")
    return report


def key_of(fingerprint: str) -> str:
    """A fingerprint as it is written into markers: what is not one by its form is hashed."""
    if _FINGERPRINT.fullmatch(fingerprint):
        return fingerprint
    return hashlib.sha256(fingerprint.encode("utf-8", "surrogatepass")).hexdigest()[:32]
