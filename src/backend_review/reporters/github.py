"""Annotations on a pull request, as GitHub Actions reads them from a job's output.

Format and escaping: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from backend_review.catalog import Catalog
from backend_review.escaping import visible
from backend_review.finding import Severity
from backend_review.review import Report
from backend_review.reviewer.result import ModelReview

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> str:
    """A workflow command for each finding, for each part of the review that failed, and for a model's comments."""
    lines = [
        f"::{_COMMANDS[finding.severity]} file={_property(finding.path)},line={finding.start.line},"
        f"endLine={finding.end.line},col={finding.start.column},"
        f"title={_property(f'{finding.rule} ({finding.kind}): {finding.title}')}::{_data(finding.message)}"
        for finding in report.findings
    ]
    lines += [
        f"::warning file={_property(gap.path)}{f',line={gap.line}' if gap.line else ''}"
        f",title=not analysed::{_data(gap.reason)}"
        for gap in report.not_analysed
    ]
    lines += [f"::error title=review incomplete::{_data(f'{item.what}: {item.message}')}" for item in report.problems]
    if model is not None:
        lines += [
            f"::notice file={_property(item.span.path)},line={item.span.start},endLine={item.span.end},"
            f"title={_property(f'a model says ({item.category}, {item.severity}): {item.title}')}::{_data(item.body)}"
            for item in model.comments
        ]
        lines += [
            f"::warning file={_property(gap.path)}{f',line={gap.start}' if gap.start else ''}"
            f",title=not reviewed by the model::{_data(gap.reason)}"
            for gap in model.not_reviewed
        ]
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
