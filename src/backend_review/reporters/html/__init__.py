"""The report as one self-contained page: charts, findings to filter and search with their code, the way through it
and fixes, the routes, what a model said, the rules, and what the review did not see."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from string import Template

from backend_review import __version__
from backend_review.catalog import Catalog
from backend_review.finding import Finding, Severity
from backend_review.inventory.page import Fragment, fragment
from backend_review.reporters.changes import Sources, in_words
from backend_review.reporters.html import charts, model_view, review_view, rules_view
from backend_review.reporters.html.frames import diff, frame, hops
from backend_review.review import Report
from backend_review.reviewer.result import ModelReview
from backend_review.webpage import own_file, page, prose, text

_HERE = Path(__file__).parent
_FOOTER = f"<footer><p>Made by backend-review {text(__version__)} from the code; nothing of it was run.</p></footer>"
_CONFIDENCES = (("high", "high"), ("medium", "medium or more"))


def render(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> str:
    """The page. Everything that comes from the code or from a model is escaped."""
    sources = Sources(report)
    routes = _routes(report)
    views = [("findings", f"Findings <b>{len(report.findings)}</b>", _findings(report, sources))]
    if routes is not None and routes.routes:
        views.append(("inventory", f"Routes <b>{routes.routes}</b>", f"<p>{text(routes.summary)}</p>{routes.body}"))
    if model is not None:
        views.append(
            ("model", f"A model's comments <b>{len(model.comments)}</b>", model_view.view(model, report, sources))
        )
    if report.findings:
        views.append(("rules", "Rules", rules_view.view(report, catalog)))
    views.append(("review", "This review", review_view.view(report)))
    body = "\n".join(["<main>", review_view.alarm(report), *_tabs(views), "</main>", _FOOTER])
    shared = [routes] if routes is not None and routes.routes else []
    return (
        page(
            report.root.name or "backend",
            review_view.counts(report),
            body,
            [*(part.style for part in shared), own_file(_HERE, "report.css")],
            [*(part.script for part in shared), own_file(_HERE, "report.js")],
        )
        + "\n"
    )


def _tabs(views: Sequence[tuple[str, str, str]]) -> list[str]:
    """The parts (name, label, inside) one below the other; the script makes tabs of them."""
    buttons = [
        f'<button type="button" role="tab" id="tab-{name}" aria-controls="{name}" aria-selected="false">'
        f"{label}</button>"
        for name, label, _ in views
    ]
    panels = [
        f'<section role="tabpanel" id="{name}" aria-labelledby="tab-{name}">\n{inside}\n</section>'
        for name, _, inside in views
    ]
    tablist = '<div class="tabs" role="tablist" aria-label="Parts of the report" hidden>'
    return [tablist, *buttons, "</div>", *panels]


def _routes(report: Report) -> Fragment | None:
    """The routes of the reviewed files; None where the backend was not understood, which the report says by itself."""
    if report.material is None:
        return None
    try:
        backend = copy.copy(report.material.backend())  # narrowed here only
        backend.narrow({file.path for file in report.material.files})
        return fragment(backend)
    except Exception:  # hostile input meets our code here: the findings are shown all the same
        return None


def _findings(report: Report, sources: Sources) -> str:
    if not report.findings:
        return '<p class="nothing">No findings.</p>'
    groups = []
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        listed = [_finding(finding, sources) for finding in findings]
        groups.append(
            f'<section class="file"><h2><span>{text(path)}</span> <small>{len(listed)}</small></h2>\n'
            + "\n".join(listed)
            + "\n</section>"
        )
    return Template(own_file(_HERE, "findings.html")).substitute(
        charts=charts.charts(report.findings),
        filters=_filters(report.findings),
        paths="".join(f'<option value="{text(path)}"></option>' for path in _places(report.findings)),
        total=len(report.findings),
        groups="\n".join(groups),
    )


def _filters(findings: Sequence[Finding]) -> str:
    levels = [(level.value, level.value) for level in reversed(Severity) if any(f.severity is level for f in findings)]
    made = [
        _select("severity", "Severity", levels),
        _select("topic", "Topic", [(topic, topic) for topic in sorted({finding.topic for finding in findings})]),
        _select("rule", "Rule", [(rule, rule) for rule in sorted({finding.rule for finding in findings})]),
        _select("confidence", "Confidence", _CONFIDENCES),
    ]
    if any(finding.fix is not None for finding in findings):
        made.append(_select("fix", "Fix", [("yes", "there is one"), ("safe", "safe"), ("no", "none")]))
    return "\n".join(made)


def _select(name: str, label: str, choices: Sequence[tuple[str, str]]) -> str:
    listed = "".join(f'<option value="{text(value)}">{text(words)}</option>' for value, words in choices)
    return f'<label>{label} <select name="{name}"><option value="">all</option>{listed}</select></label>'


def _places(findings: Sequence[Finding]) -> list[str]:
    """The folders with findings, which the field for paths offers."""
    folders = {finding.path.rpartition("/")[0] for finding in findings}
    return [f"{folder}/" for folder in sorted(folders) if folder]


def _finding(finding: Finding, sources: Sources) -> str:
    fix = "no" if finding.fix is None else "safe" if finding.fix.safe else "yes"
    marks = (
        [f'<span class="tag">{finding.confidence.value} confidence</span>']
        if finding.confidence.value != "high"
        else []
    )
    marks += ['<span class="tag fix">fix</span>'] if finding.fix is not None else []
    level = finding.severity.value
    return (
        f'<details class="finding" id="f-{text(finding.fingerprint)}" data-severity="{level}"'
        f' data-topic="{text(finding.topic)}" data-rule="{text(finding.rule)}" data-path="{text(finding.path)}"'
        f' data-confidence="{finding.confidence.value}" data-fix="{fix}">'
        f'<summary><span class="level {level}">{level}</span>'
        f'<span class="at"><span class="spoken">line </span>{finding.start.line}</span>'
        f'<span class="what"><b>{text(finding.title)}</b> <code>{text(finding.rule)}</code> {" ".join(marks)}'
        f'<span class="message">{prose(finding.message)}</span></span></summary>'
        f'<div class="about">{_about(finding, sources)}</div></details>'
    )


def _about(finding: Finding, sources: Sources) -> str:
    parts = [frame(sources.lines(finding.path), finding)]
    if finding.trace:
        parts.append(f"<h3>The way there</h3>{hops(finding, sources)}")
    if finding.fix is not None:
        parts.append(
            f"<h3>{'Fix' if finding.fix.safe else 'Fix, not safe'}</h3><p>{prose(in_words(finding.fix))}</p>"
            f"{diff(sources.lines(finding.path), finding.fix)}"
        )
    facts = [finding.kind, finding.topic, f"{finding.confidence.value} confidence", *finding.cwe, *finding.checklist]
    parts.append(
        f'<p class="facts"><a href="#rule-{text(finding.rule)}">Why, and what to write instead</a>'
        f" <span>{' · '.join(map(text, facts))}</span>"
        f' <a href="#f-{text(finding.fingerprint)}">Link</a></p>'
    )
    return "".join(parts)
