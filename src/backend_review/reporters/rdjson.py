"""Reviewdog Diagnostic Format (``rdjson``), for ``reviewdog -f=rdjson``.

Definition: https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto. Columns count bytes of UTF-8
from 1, ends are exclusive, a range without columns means whole lines. Its reporters post each suggestion as a block
of its own over the comment's lines, so a fix is one suggestion, and only where it changes one stretch of lines.
Messages are pasted into Markdown: what comes from the code is escaped for that.
"""

from __future__ import annotations

from typing import Any

import msgspec

from backend_review.catalog import Catalog
from backend_review.finding import Finding, Fix, Position, Severity
from backend_review.pages import PROJECT_URL, rule_url
from backend_review.reporters.changes import Sources, in_words, single
from backend_review.reporters.markdown import plain, said, worded
from backend_review.review import Report
from backend_review.reviewer.result import Comment, ModelReview

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> str:
    """The report as one ``DiagnosticResult``."""
    sources = Sources(report)
    diagnostics = [_finding(finding, catalog, sources) for finding in report.findings]
    diagnostics += [
        _note("not-analysed", "WARNING", f"Not analysed: {gap.reason}", gap.path, gap.line)
        for gap in report.not_analysed
    ]
    diagnostics += [
        _note("review-incomplete", "ERROR", f"The review is incomplete: {item.what}: {item.message}", item.path)
        for item in report.problems
    ]
    if model is not None:
        diagnostics += [_comment(item) for item in model.comments]
        diagnostics += [
            _note("not-reviewed-by-model", "INFO", f"Not reviewed by the model: {gap.reason}", gap.path, gap.start)
            for gap in model.not_reviewed
        ]
    document = {"source": {"name": "backend-review", "url": PROJECT_URL}, "diagnostics": diagnostics}
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _finding(finding: Finding, catalog: Catalog, sources: Sources) -> dict[str, Any]:
    url = rule_url(catalog.rules[finding.rule])
    made: dict[str, Any] = {
        "message": worded(finding.message),
        "location": {"path": finding.path, "range": _range(finding.path, finding.start, finding.end, sources)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule, **({"url": url} if url else {})},
    }
    if finding.trace:
        made["related_locations"] = [
            {
                "message": worded(step.message),
                "location": {
                    "path": step.path,
                    "range": _range(step.path, Position(step.line, step.column), None, sources),
                },
            }
            for step in finding.trace
        ]
    if finding.fix is not None:
        made["message"] += f"\n\nFix: {worded(in_words(finding.fix))}"
        suggestion = _suggestion(finding.path, finding.fix, sources)
        if suggestion is not None:
            made["suggestions"] = [suggestion]
    return made


def _suggestion(path: str, fix: Fix, sources: Sources) -> dict[str, Any] | None:
    """The fix as one replacement: the edit itself where there is but one, else the whole lines that it changes."""
    stretch = single(sources.lines(path), fix)
    if stretch is None:
        return None
    if len(fix.edits) == 1:
        (edit,) = fix.edits
        return {"range": _range(path, edit.start, edit.end, sources), "text": edit.text}
    if not stretch.new:  # whole lines go: without their line end an empty one would stay
        return {
            "range": {"start": {"line": stretch.first, "column": 1}, "end": {"line": stretch.last + 1, "column": 1}},
            "text": "",
        }
    return {
        "range": {"start": {"line": stretch.first}, "end": {"line": stretch.last}},
        "text": "\n".join(stretch.new),
    }


def _range(path: str, start: Position, end: Position | None, sources: Sources) -> dict[str, Any]:
    made = {"start": {"line": start.line, "column": sources.byte_column(path, start)}}
    if end is not None and end >= start:
        made["end"] = {"line": end.line, "column": sources.byte_column(path, end)}
    return made


def _note(code: str, severity: str, message: str, path: str | None, line: int | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"message": plain(message), "severity": severity, "code": {"value": code}}
    if path:
        made["location"] = {"path": path, **({"range": {"start": {"line": line}}} if line else {})}
    return made


def _comment(item: Comment) -> dict[str, Any]:
    lines = {"start": {"line": item.span.start}, "end": {"line": item.span.end}}
    made: dict[str, Any] = {
        "message": f"A model says ({item.severity}, {item.confidence}): {said(item.title)}\n\n{said(item.body)}",
        "location": {"path": item.span.path, "range": lines},
        "severity": "INFO",
        "code": {"value": f"model-{item.category}"},
    }
    if item.suggestion is not None:
        made["suggestions"] = [{"range": lines, "text": item.suggestion.rstrip("\n")}]
    return made
