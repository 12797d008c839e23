"""A Code Quality report as GitLab shows it in merge requests.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format (a subset of Code Climate's: only
these keys are read, and of equal fingerprints only the first).
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from backend_review.catalog import Catalog
from backend_review.escaping import visible
from backend_review.finding import Severity
from backend_review.review import Report
from backend_review.reviewer.result import ModelReview

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "minor"}


def render(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> str:
    """An issue for each finding; what failed is a blocker, what was not analysed and what a model says are "info"."""
    issues = [
        _issue(
            finding.rule, finding.message, _SEVERITIES[finding.severity], finding.path,
            finding.start.line, finding.end.line, finding.fingerprint,
        )
        for finding in report.findings
    ]  # fmt: skip
    issues += [
        _issue(
            "not-analysed",
            f"Not analysed (findings here are unknown): {gap.reason}",
            "info",
            gap.path or ".",
            gap.line or 1,
        )
        for gap in report.not_analysed
    ]
    issues += [
        _issue(
            "review-incomplete",
            f"The review is incomplete: {item.what}: {item.message}",
            "blocker",
            item.path or ".",
            1,
        )
        for item in report.problems
    ]
    if model is not None:
        issues += [
            _issue(
                f"model-{item.category}",
                f"A model says ({item.severity}, {item.confidence}): {item.title}. {item.body}",
                "info", item.span.path, item.span.start, item.span.end, item.fingerprint,
            )
            for item in model.comments
        ]  # fmt: skip
        issues += [
            _issue(
                "not-reviewed-by-model", f"Not reviewed by the model: {gap.reason}", "info", gap.path, gap.start or 1
            )
            for gap in model.not_reviewed
        ]
    return msgspec.json.format(msgspec.json.encode(issues), indent=2).decode() + "\n"


def _issue(
    name: str, description: str, severity: str, path: str, first: int, last: int | None = None, fingerprint: str = ""
) -> dict[str, Any]:
    description = visible(" ".join(description.split()))
    key = f"{name}\0{path}\0{first}\0{description}"
    return {
        "description": description,
        "check_name": name,
        "fingerprint": fingerprint or hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32],
        "severity": severity,
        "location": {"path": path, "lines": {"begin": first, "end": max(first, last or first)}},
    }
