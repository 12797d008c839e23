"""Fixes as diffs for people and for ``patch``."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import unified_diff

from backend_review.editing import edited
from backend_review.escaping import visible
from backend_review.finding import Finding, Fix
from backend_review.project.source import SourceFile
from backend_review.reporters.changes import in_words
from backend_review.review import Report


def of_report(report: Report) -> list[str]:
    """The lines of all diffs of a report's fixes, each after a line that says what it is for."""
    files: Mapping[str, SourceFile] = {file.path: file for file in report.material.files} if report.material else {}
    lines = []
    for finding in report.findings:
        file = files.get(finding.path)
        if finding.fix is not None and file is not None:
            lines += of_finding(finding, finding.fix, file)
    return lines


def of_finding(finding: Finding, fix: Fix, file: SourceFile) -> list[str]:
    """What a fix does, and the diff it makes of the finding's file; control characters are shown, not sent."""
    kind = "safe" if fix.safe else "not safe"
    head = f"# {finding.rule} at {finding.path}:{finding.start.line} ({kind}): {in_words(fix)}"
    before = file.text.split("\n")
    after = edited(file.text, fix.edits)
    diff = unified_diff(
        before,
        (file.text if after is None else after).split("\n"),
        f"a/{finding.path}",
        f"b/{finding.path}",
        lineterm="",
    )
    return [visible(head), *(_shown(line) for line in diff), ""]


def _shown(line: str) -> str:
    """A line of a diff: tabs stay what they are, or it would not be one."""
    return "\t".join(visible(part) for part in line.removesuffix("\r").split("\t"))
