"""SARIF 2.1.0 as GitHub code scanning reads it.

Sources: the OASIS specification, and
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
(``security-severity`` makes a security alert, so design findings have none; at most ten tags; locations tight to one
line, because an alert shows on a pull request only if all its lines are in the diff).
"""

from __future__ import annotations

from typing import Any

import msgspec

from backend_review import __version__
from backend_review.catalog import Catalog, Rule
from backend_review.finding import Confidence, Finding, Fix, Severity
from backend_review.pages import PROJECT_URL, rule_page, rule_url
from backend_review.reporters.changes import in_words
from backend_review.review import Report
from backend_review.reviewer.result import CATEGORIES, Comment, ModelReview

SCHEMA_URL = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PRECISION = {Confidence.HIGH: "high", Confidence.MEDIUM: "medium", Confidence.LOW: "low"}
# CVSS-like bands of code scanning: above 9 critical, 7-8.9 high, 4-6.9 medium, below low.
_SECURITY_SEVERITY = {Severity.ERROR: "8.0", Severity.WARNING: "5.5", Severity.INFO: "2.5"}
_MOST_TAGS = 10


def render(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> str:
    """The report as SARIF; what a model said is a run of its own, so that it is never taken for a rule's finding."""
    document = as_document(report, catalog)
    if model is not None:
        document["runs"].append(_run_of_model(model))
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def as_document(report: Report, catalog: Catalog) -> dict[str, Any]:
    """The SARIF log as plain values: one run, its rules, results with flows, and what could not be analysed."""
    used = sorted({finding.rule for finding in report.findings})
    index = {rule: position for position, rule in enumerate(used)}
    return {
        "$schema": SCHEMA_URL,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "backend-review",
                        "semanticVersion": __version__,
                        "informationUri": PROJECT_URL,
                        "rules": [_rule(catalog.rules[rule]) for rule in used],
                    }
                },
                "automationDetails": {"id": "backend-review/"},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The top folder of the project"}}},
                "results": [_result(finding, index[finding.rule]) for finding in report.findings],
                "invocations": [
                    {
                        "executionSuccessful": not report.problems,
                        "toolExecutionNotifications": [
                            *(
                                {"level": "error", "message": {"text": f"{problem.what}: {problem.message}"}}
                                for problem in report.problems
                            ),
                            *(
                                {
                                    "level": "warning",
                                    "message": {"text": f"not analysed: {gap.reason}"},
                                    "locations": [{"physicalLocation": _place(gap.path, gap.line or 1)}],
                                }
                                for gap in report.not_analysed
                            ),
                        ],
                    }
                ],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    tags = ["security" if rule.security else "design", rule.topic]
    # At most ten are kept: the CWEs, the most specific first, before the checklist's items.
    tags += [f"external/cwe/{cwe.lower()}" for cwe in rule.cwe] + list(rule.checklist)
    properties: dict[str, Any] = {"tags": tags[:_MOST_TAGS], "precision": _PRECISION[rule.confidence]}
    if rule.security:
        properties["security-severity"] = _SECURITY_SEVERITY[rule.severity]
    else:
        properties["problem.severity"] = {"note": "recommendation"}.get(_LEVELS[rule.severity], _LEVELS[rule.severity])
    described: dict[str, Any] = {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\n{rule.instead}".strip(), "markdown": rule_page(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": properties,
    }
    url = rule_url(rule)
    if url:
        described["helpUri"] = url
    return described


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    one_line = finding.end.line == finding.start.line
    region: dict[str, Any] = {
        "startLine": finding.start.line,
        "startColumn": finding.start.column,
        "endLine": finding.start.line,
        "snippet": {"text": finding.snippet.split("\n")[0]},
    }
    if one_line:
        region["endColumn"] = max(finding.end.column, finding.start.column)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.fingerprint[:16]}:1"},
        "properties": {
            "kind": finding.kind,
            **({"cwe": finding.cwe[0]} if finding.cwe else {}),
            "confidence": finding.confidence.value,
            "audience": finding.audience.value,
        },
    }
    if finding.trace:
        result["codeFlows"] = [
            {
                "threadFlows": [
                    {
                        "locations": [
                            {
                                "location": {
                                    "physicalLocation": _place(step.path, step.line, step.column),
                                    "message": {"text": step.message},
                                }
                            }
                            for step in finding.trace
                        ]
                    }
                ]
            }
        ]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.path, finding.fix)]
    return result


def _fix(path: str, fix: Fix) -> dict[str, Any]:
    return {
        "description": {"text": in_words(fix)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path),
                "replacements": [
                    {
                        "deletedRegion": {
                            "startLine": edit.start.line,
                            "startColumn": edit.start.column,
                            "endLine": edit.end.line,
                            "endColumn": edit.end.column,
                        },
                        "insertedContent": {"text": edit.text},
                    }
                    for edit in fix.edits
                ],
            }
        ],
        "properties": {"safe": fix.safe},
    }


def _artifact(path: str) -> dict[str, str]:
    from urllib.parse import quote

    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _place(path: str, line: int, column: int | None = None) -> dict[str, Any]:
    region = {"startLine": line} | ({"startColumn": column} if column else {})
    return {"artifactLocation": _artifact(path), "region": region}


def _run_of_model(review: ModelReview) -> dict[str, Any]:
    used = [name for name in CATEGORIES if any(item.category == name for item in review.comments)]
    return {
        "tool": {
            "driver": {
                "name": "backend-review model pass",
                "semanticVersion": __version__,
                "informationUri": PROJECT_URL,
                "rules": [
                    {
                        "id": f"model-{name}",
                        "shortDescription": {"text": f"A model's comment: {name}"},
                        "defaultConfiguration": {"level": "note"},
                        "properties": {
                            "tags": ["model", name],
                            "precision": "low",
                            "problem.severity": "recommendation",
                        },
                    }
                    for name in used
                ],
            }
        },
        "automationDetails": {"id": "backend-review/model/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The top folder of the project"}}},
        "results": [_comment(item, used.index(item.category)) for item in review.comments],
        "invocations": [
            {
                "executionSuccessful": review.whole,
                "toolExecutionNotifications": [
                    *({"level": "warning", "message": {"text": text}} for text in review.warnings),
                    *(
                        {
                            "level": "warning",
                            "message": {"text": f"not reviewed: {gap.reason}"},
                            "locations": [{"physicalLocation": _place(gap.path, gap.start or 1)}],
                        }
                        for gap in review.not_reviewed
                    ),
                ],
            }
        ],
    }


def _comment(item: Comment, index: int) -> dict[str, Any]:
    return {
        "ruleId": f"model-{item.category}",
        "ruleIndex": index,
        "kind": "review",
        "level": "none",  # SARIF 2.1.0, 3.27.10: what is not "fail" has no level
        "message": {"text": f"{item.title}. {item.body}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(item.span.path),
                    "region": {"startLine": item.span.start, "endLine": item.span.end},
                }
            }
        ],
        "partialFingerprints": {"modelComment/v1": item.fingerprint},
        "properties": {
            "severity": item.severity,
            "confidence": item.confidence,
            "verdict": item.verdict.value,
            **({"checklist": item.checklist} if item.checklist else {}),
        },
    }
