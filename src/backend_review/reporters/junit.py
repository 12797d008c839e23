"""JUnit XML, as GitLab, Jenkins and the reporters of GitHub's marketplace read it.

There is no standard; written is what they all read. ``file`` is for GitLab and GitHub (Jenkins' ``junit`` step passes
over it; save for it this is what the schema of Jenkins' xUnit plugin allows). A finding is a failure, a part of the
review that failed is an error, what was not analysed is skipped. Names have no line numbers, so that a test is the
same one in the next run.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from backend_review.catalog import Catalog
from backend_review.escaping import visible
from backend_review.finding import Finding
from backend_review.pages import rule_url
from backend_review.reporters.changes import in_words
from backend_review.review import Report
from backend_review.reviewer.result import ModelReview

_CODE_SHOWN = 60


def render(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> str:
    """A suite for each file with findings, and one for the review itself: a report is never without a test."""
    suites = [
        _suite(path, _findings(list(findings), catalog))
        for path, findings in groupby(report.findings, key=lambda finding: finding.path)
    ]
    suites.append(_suite("backend-review", _of_the_review(report)))
    if model is not None:
        suites.append(_suite("backend-review: a model's opinion", _of_a_model(model)))
    counts = f'tests="{sum(tests for _, tests, _, _ in suites)}" failures="{sum(bad for _, _, bad, _ in suites)}"'
    errors = sum(errors for _, _, _, errors in suites)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="backend-review" {counts} errors="{errors}">',
            *(text for text, _, _, _ in suites),
            "</testsuites>\n",
        ]
    )


def _suite(name: str, cases: list[str]) -> tuple[str, int, int, int]:
    failures, errors, skipped = (sum(f"<{kind}" in case for case in cases) for kind in ("failure", "error", "skipped"))
    head = (
        f'  <testsuite name={_attribute(name)} tests="{len(cases)}" failures="{failures}" '
        f'errors="{errors}" skipped="{skipped}">'
    )
    return "\n".join([head, *cases, "  </testsuite>"]), len(cases), failures, errors


def _findings(findings: list[Finding], catalog: Catalog) -> list[str]:
    seen: Counter[str] = Counter()
    cases = []
    for finding in findings:
        code = " ".join(finding.snippet.split("\n")[0].split())
        name = f"{finding.rule}: {code if len(code) <= _CODE_SHOWN else code[: _CODE_SHOWN - 3] + '...'}"
        seen[name] += 1
        number = f" ({seen[name]})" if seen[name] > 1 else ""
        kind = f"{finding.severity.value}.{finding.topic}"
        text = "\n".join(_about(finding, catalog))
        inside = f"<failure type={_attribute(kind)} message={_attribute(finding.message)}>{_text(text)}</failure>"
        cases.append(_case(finding.path, name + number, inside, finding.path))
    return cases


def _about(finding: Finding, catalog: Catalog) -> list[str]:
    """What a person reads below the message."""
    rated = f"{finding.severity.value}, {finding.confidence.value} confidence"
    lines = [
        f"{finding.path}:{finding.start.line}:{finding.start.column} {rated}",
        finding.title,
        *(f"  {finding.start.line + offset} | {line}" for offset, line in enumerate(finding.snippet.split("\n"))),
        *(f"{step.path}:{step.line}: {step.message}" for step in finding.trace),
    ]
    if finding.fix is not None:
        lines.append(f"Fix: {in_words(finding.fix)}")
    url = rule_url(catalog.rules[finding.rule])
    return [*lines, *([url] if url else [])]


def _of_the_review(report: Report) -> list[str]:
    cases = [
        _case(
            item.path or "backend-review",
            f"review complete: {item.what}",
            f"<error type={_attribute(item.what)} message={_attribute(item.message)}/>",
            item.path or "",
        )
        for item in report.problems
    ]
    cases += [
        _case(
            gap.path or "backend-review",
            "analysed" + (f" from line {gap.line}" if gap.line else ""),
            f"<skipped message={_attribute(f'not analysed, findings here are unknown: {gap.reason}')}/>",
            gap.path,
        )
        for gap in report.not_analysed
    ]
    if not report.problems:
        said = f"{report.files} files, {report.lines} lines, {len(report.findings)} findings"
        cases.insert(0, _case("backend-review", "review complete", f"<system-out>{_text(said)}</system-out>"))
    return cases


def _of_a_model(model: ModelReview) -> list[str]:
    """Opinions fail no test: what a model says is a passed test's output."""
    cases = []
    for item in model.comments:
        text = f"{item.span.path}:{item.span.start} {item.severity}, {item.confidence}: {item.body}"
        inside = f"<system-out>{_text(text)}</system-out>"
        cases.append(_case(item.span.path, f"{item.category}: {item.title}", inside, item.span.path))
    cases += [
        _case(
            gap.path,
            "reviewed by the model" + (f" from line {gap.start}" if gap.start else ""),
            f"<skipped message={_attribute(f'not reviewed by the model: {gap.reason}')}/>",
            gap.path,
        )
        for gap in model.not_reviewed
    ]
    return cases


def _case(place: str, name: str, inside: str, file: str = "") -> str:
    where = f" file={_attribute(file)}" if file else ""
    return f'    <testcase classname={_attribute(place)} name={_attribute(name)} time="0"{where}>{inside}</testcase>'


def _text(text: str) -> str:
    # What XML 1.0 cannot hold (most control characters, lone surrogates) does not print, so ``visible`` spells it out.
    return escape("\n".join(visible(line) for line in text.split("\n")))


def _attribute(text: str) -> str:
    return quoteattr(visible(" ".join(text.split())))
