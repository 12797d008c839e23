"""The report as Markdown for a pull request: the summary first, then what was found, by file.

Text of the code and of a model is escaped: it can open no link, no image, no HTML and mention nobody.
https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax
"""

from __future__ import annotations

import re
from itertools import groupby

from backend_review.catalog import Catalog
from backend_review.escaping import visible
from backend_review.finding import Finding, Fix, Severity
from backend_review.pages import rule_url
from backend_review.reporters.changes import Sources, in_words, single
from backend_review.review import Report
from backend_review.reviewer.result import Comment, ModelReview

_MEANT = re.compile(r"([\\`*_{}\[\]<>#|~!@&$])")
# Mentions, references and addresses are looked for in the finished text, where a backslash no longer counts: a space
# without width behind the sign ends them.
_LIVE = re.compile(r"[@#](?=\\*[\w-])|(?<=\w):(?=//)|\bwww(?=\.)|\bGH(?=-\d)", re.IGNORECASE)
_TICKS = re.compile(r"`+")
_LISTED = 50
_SIGNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def render(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> str:
    """The report as GitHub-flavoured Markdown."""
    lines = ["## backend-review", ""]
    if model is not None:
        lines += _summary(model)
    lines += [_counts(report), ""]
    sources = Sources(report)
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        lines += [f"### {code(path)}", ""]
        for finding in findings:
            lines += _finding(finding, catalog, sources)
    gaps = [
        f"- {code(f'{gap.path}:{gap.line}' if gap.line else gap.path)}: {plain(gap.reason)}"
        for gap in report.not_analysed
    ]
    lines += _folded("Not analysed (findings there are unknown)", gaps)
    problems = [f"- {plain(problem.what)}: {plain(problem.message)}" for problem in report.problems]
    lines += _folded("The review is incomplete", problems)
    if model is not None:
        lines += _comments(model)
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """Text that means nothing to Markdown, and names nobody and nothing to a forge."""
    return _inert(" ".join(text.split()))


def worded(text: str) -> str:
    """A rule's message: what it names between backticks stays code, the rest means nothing to Markdown."""
    parts = " ".join(text.split()).split("`")
    if len(parts) % 2 == 0:
        return plain(text)
    return "".join(code(part) if number % 2 and part.strip() else _inert(part) for number, part in enumerate(parts))


def _inert(text: str) -> str:
    return _LIVE.sub("\\g<0>\u200b", _MEANT.sub(r"\\\1", visible(text)))


def said(text: str) -> str:
    """A model's text in one line: it was made harmless before (``reviewer.clean``), code spans are its only markup."""
    return visible(" ".join(text.split()))


def code(text: str) -> str:
    """Text as code within a line."""
    text = visible(text)
    ticks = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def block(text: str, language: str = "") -> list[str]:
    """Lines of code as a block that they cannot end."""
    fence = "`" * max(3, max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    return [f"{fence}{language}", *(visible(line) for line in text.rstrip("\n").split("\n")), fence]


def _counts(report: Report) -> str:
    counts = [
        f"{number} {level.value}{'s' if number != 1 and level is not Severity.INFO else ''}"
        for level in reversed(Severity)
        if (number := sum(finding.severity is level for finding in report.findings))
    ]
    return f"**{', '.join(counts) or 'No findings'}** in {report.files:,} files ({report.lines:,} lines of code)."


def _finding(finding: Finding, catalog: Catalog, sources: Sources) -> list[str]:
    url = rule_url(catalog.rules[finding.rule])
    name = f"[{finding.rule}]({url})" if url else finding.rule
    lines = [f"- **{_SIGNS[finding.severity]}** line {finding.start.line}, {name}: {worded(finding.message)}"]
    lines += [f"  {line}" for line in block(finding.snippet.split("\n")[0])]
    if finding.fix is not None:
        lines += ["", *(f"  {line}" for line in suggestion(finding.fix, sources.lines(finding.path)))]
    return [*lines, ""]


def suggestion(fix: Fix, lines: list[str]) -> list[str]:
    """What a fix does, with a block that GitHub can commit where it changes one stretch of the file's lines.

    Such a block replaces the lines of its comment: a comment with it spans ``changes.single``'s.
    """
    stretch = single(lines, fix)
    said = f"Fix: {worded(in_words(fix))}"
    if stretch is None or any(visible(line) != line.replace("\t", "    ") for line in stretch.new):
        return [said]  # what would be shown another way than it is written can be suggested to nobody
    ticks = block("\n".join(stretch.new), "suggestion")
    return [said, "", ticks[0], *stretch.new, ticks[-1]]


def _folded(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    more = [f"- and {len(lines) - _LISTED} more"] if len(lines) > _LISTED else []
    return [f"<details><summary>{title}</summary>", "", *lines[:_LISTED], *more, "", "</details>", ""]


def _summary(model: ModelReview) -> list[str]:
    summary = model.summary
    if summary is None:
        return []
    lines = [
        plain(summary.does),
        "",
        plain(summary.matters),
        "",
        f"**Before merging:** {plain(summary.before_merge)}",
        "",
    ]
    lines += [f"- {plain(group.cause)} {plain(group.first_step)}" for group in summary.groups]
    return [*lines, "", f"*The lines above are {code(model.model)}'s; what follows is the rules'.*", ""]


def _comments(model: ModelReview) -> list[str]:
    lines = [f"### What {code(model.model)} says", "", "*A model's opinion: it changes no finding.*", ""]
    for item in [*model.comments, *model.notes]:
        lines += comment(item)
    if not model.comments and not model.notes:
        lines += ["No comments.", ""]
    missed = [
        f"- {code(f'{gap.path}:{gap.start}-{gap.end}' if gap.start else gap.path)}: {plain(gap.reason)}"
        for gap in model.not_reviewed
    ]
    lines += _folded("Not reviewed by the model (unknown there, not fine)", missed)
    if model.left_out:
        lines += [model.left_out_text, ""]
    lines += [f"- {plain(text)}" for text in model.warnings]
    return lines


def comment(item: Comment) -> list[str]:
    """One comment of a model, with a block of the form that GitHub can commit when the suggestion was proven."""
    place = f"{item.span.path}:{item.span.start}" + (f"-{item.span.end}" if item.span.end > item.span.start else "")
    lines = [
        f"- **{item.severity}** {code(place)} {item.category}, {item.confidence}: **{said(item.title)}**",
        f"  {said(item.body)}",
    ]
    if item.suggestion is not None:
        lines += [f"  {line}" for line in block(item.suggestion, "suggestion")]
    return [*lines, ""]
