"""Baselines: the findings a project has accepted for now, by content, so that only new ones are reported.

The file is sorted JSON, one finding a line, so that two branches that change it merge. Written again, it only shrinks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from backend_review.errors import UserError
from backend_review.finding import Finding
from backend_review.writing import write_whole

SCHEMA = "backend-review/baseline/v1"


class Entry(msgspec.Struct, frozen=True, order=True):
    """An accepted finding: where it is for the reader, and the fingerprint that counts."""

    path: str
    rule: str
    fingerprint: str


class Baseline(msgspec.Struct, frozen=True):
    """The file's content."""

    schema: str
    findings: tuple[Entry, ...]


class Shrunk(msgspec.Struct, frozen=True):
    """What writing a baseline did: how many findings it accepts, how many it did before and no longer, and how many
    findings are new and were not accepted.
    """

    accepted: int
    removed: int = 0
    refused: int = 0


def read_baseline(path: Path) -> set[str]:
    """The fingerprints of a baseline file. Raises UserError when it cannot be read or is not one."""
    return {entry.fingerprint for entry in _entries(path, "--baseline")}


def write_baseline(path: Path, findings: Iterable[Finding], looked_at: Callable[[Entry], bool]) -> Shrunk:
    """Write the findings as a baseline; one that is there only shrinks, so that nothing new slips in.

    An entry goes when its finding is gone: ``looked_at`` says whether a review that finds nothing would know of it (the
    file was read, the rule was run). Raises UserError when the file cannot be read or written.
    """
    now = {Entry(finding.path, finding.rule, finding.fingerprint) for finding in findings}
    if not path.exists():
        _write(path, now)
        return Shrunk(len(now))
    before = set(_entries(path, "--write-baseline"))
    fingerprints = {entry.fingerprint for entry in now}
    kept = {entry for entry in before if entry.fingerprint in fingerprints or not looked_at(entry)}
    _write(path, kept)
    known = {entry.fingerprint for entry in before}
    return Shrunk(len(kept), len(before) - len(kept), sum(entry.fingerprint not in known for entry in now))


def _entries(path: Path, option: str) -> tuple[Entry, ...]:
    try:
        baseline = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        raise UserError(
            f"{option}: cannot read {path}: {error.strerror}",
            f"make one with 'backend-review --write-baseline {path}'",
        ) from error
    except msgspec.MsgspecError as error:
        raise UserError(f"{option}: {path} is not a baseline file: {error}") from error
    if baseline.schema != SCHEMA:
        raise UserError(f"{option}: {path} has schema '{baseline.schema}'", f"this version reads '{SCHEMA}'")
    return baseline.findings


def _write(path: Path, entries: Iterable[Entry]) -> None:
    rows = ",\n".join("    " + msgspec.json.encode(entry).decode() for entry in sorted(entries))
    text = f'{{\n  "schema": "{SCHEMA}",\n  "findings": [\n{rows}\n  ]\n}}\n'
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise UserError(f"--write-baseline: cannot write {path}: {error.strerror}") from error
