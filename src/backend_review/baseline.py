"""Baselines: the findings a project has accepted for now, by content, so that only new ones are reported.

The file is sorted JSON, one finding a line, so that two branches that change it merge.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from backend_review.errors import UserError
from backend_review.finding import Finding

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


def read_baseline(path: Path) -> set[str]:
    """The fingerprints of a baseline file. Raises UserError when it cannot be read or is not one."""
    try:
        baseline = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        raise UserError(
            f"--baseline: cannot read {path}: {error.strerror}",
            f"make one with 'backend-review --write-baseline {path}'",
        ) from error
    except msgspec.MsgspecError as error:
        raise UserError(f"--baseline: {path} is not a baseline file: {error}") from error
    if baseline.schema != SCHEMA:
        raise UserError(f"--baseline: {path} has schema '{baseline.schema}'", f"this version reads '{SCHEMA}'")
    return {entry.fingerprint for entry in baseline.findings}


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write the findings as a baseline and say how many they are. Raises UserError when the file cannot be written."""
    entries = sorted({Entry(finding.path, finding.rule, finding.fingerprint) for finding in findings})
    rows = ",\n".join("    " + msgspec.json.encode(entry).decode() for entry in entries)
    text = f'{{\n  "schema": "{SCHEMA}",\n  "findings": [\n{rows}\n  ]\n}}\n'
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise UserError(f"--write-baseline: cannot write {path}: {error.strerror}") from error
    return len(entries)
