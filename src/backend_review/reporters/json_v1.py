"""The public JSON report, schema ``backend-review/findings/v1``, apart from the values the tool itself works on."""

from __future__ import annotations

from typing import Any

import msgspec

from backend_review import __version__
from backend_review.catalog import Catalog
from backend_review.finding import Finding, Fix, Position, Severity
from backend_review.review import Report
from backend_review.reviewer.result import Comment, ModelReview, Span

SCHEMA = "backend-review/findings/v1"


def render(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> str:
    """The report as JSON, two spaces deep, findings in the order of file, line and rule."""
    document = as_document(report, catalog, stats)
    if model is not None:
        document["llm"] = _model(model)
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
        "start": _position(finding.start),
        "end": _position(finding.end),
        "snippet": finding.snippet,
        "fingerprint": finding.fingerprint,
        "checklist": list(finding.checklist),
        "cwe": list(finding.cwe),
        "trace": [
            {"path": step.path, "line": step.line, "column": step.column, "message": step.message}
            for step in finding.trace
        ],
        "related": [],
        **({"fix": _fix(finding.fix)} if finding.fix is not None else {}),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    """Edits of the finding's file; ``end`` is not part of what they replace."""
    return {
        "description": fix.description,
        "safe": fix.safe,
        "behind": fix.behind or None,
        "edits": [
            {"start": _position(edit.start), "end": _position(edit.end), "text": edit.text} for edit in fix.edits
        ],
    }


def _position(place: Position) -> dict[str, int]:
    return {"line": place.line, "column": place.column}


def _model(review: ModelReview) -> dict[str, Any]:
    """What a model said, apart from the findings: it changes none of them."""
    summary = review.summary
    return {
        "status": review.status,
        "host": review.host,
        "model": review.model,
        "agents": list(review.agents),
        "summary": None
        if summary is None
        else {
            "does": summary.does,
            "matters": summary.matters,
            "before_merge": summary.before_merge,
            "groups": [
                {"cause": group.cause, "first_step": group.first_step, "findings": list(group.findings)}
                for group in summary.groups
            ],
        },
        "comments": [_comment(item) for item in review.comments],
        "notes": [_comment(item) for item in review.notes],
        "not_reviewed": [
            {"path": gap.path, "start": gap.start or None, "end": gap.end or None, "reason": gap.reason}
            for gap in review.not_reviewed
        ],
        "left_out": dict(sorted(review.left_out.items())),
        "dropped": {reason: count for reason, count in sorted(review.dropped.items()) if count},
        "hidden": {reason: count for reason, count in sorted(review.hidden.items()) if count},
        "usage": msgspec.to_builtins(review.usage),
        "warnings": review.warnings,
        "parts": review.units,
        "lines": review.lines,
    }


def _comment(item: Comment) -> dict[str, Any]:
    return {
        **_span(item.span),
        "category": item.category,
        "severity": item.severity,
        "confidence": item.confidence,
        "verdict": item.verdict.value,
        "title": item.title,
        "body": item.body,
        "reasoning": item.reasoning,
        "checklist": item.checklist,
        "finding": item.finding or None,
        "evidence": [_span(span) for span in item.evidence],
        "changed": item.changed,
        "suggestion": item.suggestion,
        "unproven": item.unproven or None,
        "fingerprint": item.fingerprint,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"path": span.path, "start": span.start, "end": span.end}
