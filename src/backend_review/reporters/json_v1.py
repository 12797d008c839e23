"""The public JSON report, schema ``backend-review/findings/v1``, apart from the values the tool itself works on."""

from __future__ import annotations

from typing import Any

import msgspec

from backend_review import __version__
from backend_review.catalog import Catalog
from backend_review.finding import Finding, Severity
from backend_review.review import Report

SCHEMA = "backend-review/findings/v1"


def render(report: Report, catalog: Catalog, stats: bool) -> str:
    """The report as JSON, two spaces deep, findings in the order of file, line and rule."""
    document = as_document(report, catalog, stats)
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def as_document(report: Report, catalog: Catalog, stats: bool) -> dict[str, Any]:
    """The report as the plain values of the public schema."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "tool": {"name": "backend-review", "version": __version__, "rules": len(catalog.rules)},
        "findings": [_finding(finding) for finding in report.findings],
        "errors": [
            {"what": problem.what, "message": problem.message, "path": problem.path} for problem in report.problems
        ],
        "not_analysed": [{"path": gap.path, "line": gap.line, "reason": gap.reason} for gap in report.not_analysed],
        "summary": {
            "files": report.files,
            "lines": report.lines,
            "findings": {
                level.value: sum(finding.severity is level for finding in report.findings) for level in Severity
            },
            "hidden": {reason: count for reason, count in sorted(report.hidden.items()) if count},
            "complete": not report.problems,
        },
    }
    if stats:
        document["stats"] = {
            **report.stats,
            "left_out": {reason: count for reason, count in sorted(report.left_out.items()) if count},
        }
    return document


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "title": finding.title,
        "message": finding.message,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "audience": finding.audience.value,
        "topic": finding.topic,
        "kind": finding.kind,
        "path": finding.path,
        "start": {"line": finding.start.line, "column": finding.start.column},
        "end": {"line": finding.end.line, "column": finding.end.column},
        "snippet": finding.snippet,
        "fingerprint": finding.fingerprint,
        "checklist": list(finding.checklist),
        "cwe": list(finding.cwe),
        "trace": [
            {"path": step.path, "line": step.line, "column": step.column, "message": step.message}
            for step in finding.trace
        ],
        "related": [],
    }
