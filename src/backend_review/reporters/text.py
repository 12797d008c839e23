"""The report for people: grouped by file, with the code, what is wrong, and what to write instead."""

from __future__ import annotations

import io
import sys
from itertools import groupby

from rich.console import Console
from rich.text import Text

from backend_review.catalog import Catalog
from backend_review.escaping import visible
from backend_review.finding import Finding, Severity
from backend_review.fixes import module_of
from backend_review.pages import rule_url
from backend_review.project.source import language_of
from backend_review.reporters import diffs, model_text
from backend_review.review import Report
from backend_review.reviewer.result import ModelReview

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDEST = 110
_TRACE_STEPS = 8
_LISTED = 20


def render(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> str:
    """The report as plain text, 80 columns wide."""
    buffer = io.StringIO()
    console = Console(file=buffer, width=80, no_color=True, highlight=False, legacy_windows=False)
    _print(console, report, catalog, stats)
    if model is not None:
        model_text.show(console, model, report, stats)
    return buffer.getvalue()


def print_report(report: Report, catalog: Catalog, stats: bool, model: ModelReview | None = None) -> None:
    """Print the report to standard output: in colour on a terminal, 80 columns wide in a pipe."""
    on_terminal = sys.stdout.isatty()
    console = Console(highlight=False, width=None if on_terminal else 80, soft_wrap=False)
    _print(console, report, catalog, stats)
    if model is not None:
        model_text.show(console, model, report, stats)


def _print(console: Console, report: Report, catalog: Catalog, stats: bool) -> None:
    width = min(console.width, _WIDEST)
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        console.print(Text(visible(path), style="bold underline"), soft_wrap=True)
        for finding in findings:
            _finding(console, finding, catalog, width)
    _gaps(console, report)
    _fixes(console, report)
    if stats:
        _stats(console, report)
    _summary(console, report)


def _finding(console: Console, finding: Finding, catalog: Catalog, width: int) -> None:
    colour = _COLOURS[finding.severity]
    head = Text("  ")
    head.append(f"{finding.start.line}:{finding.start.column}", style="bold")
    head.append(f" {finding.severity.value} ", style=colour)
    head.append(finding.rule, style="bold")
    head.append(f"  {visible(finding.title)}", style="dim")
    console.print(head, soft_wrap=True)
    _frame(console, finding, width)
    _paragraph(console, visible(finding.message), width)
    for step in finding.trace[:_TRACE_STEPS]:
        where = f"{step.path}:{step.line}" if step.path != finding.path else f"line {step.line}"
        console.print(Text(_cut(f"      {where}: {visible(step.message)}", width), style="dim"), soft_wrap=True)
    url = rule_url(catalog.rules[finding.rule])
    if url:
        console.print(Text(f"    {url}", style="dim blue"), soft_wrap=True)
    console.print()


def _frame(console: Console, finding: Finding, width: int) -> None:
    """The finding's first line with a caret under what is meant; the lines after it, up to three, when it has more."""
    lines = finding.snippet.split("\n")
    number_width = len(str(finding.start.line + len(lines) - 1))
    for offset, line in enumerate(lines[:3]):
        gutter = f"    {finding.start.line + offset:>{number_width}} | "
        room = width - len(gutter)
        # Long lines are cut around the place that matters.
        skip = max(0, finding.start.column - 1 - room // 2) if offset == 0 and len(line) > room else 0
        before = visible(line[skip : max(skip, finding.start.column - 1)]) if offset == 0 else ""
        text = Text(gutter, style="dim")
        text.append(_cut(visible(line[skip:]), room), style="not dim")
        console.print(text, soft_wrap=True)
        if offset == 0:
            last = finding.end.column if finding.end.line == finding.start.line else len(line) + 1
            length = max(1, min(last - finding.start.column, room - len(before)))
            if len(before) < room:
                caret = Text(" " * (len(gutter) - 2) + "| " + " " * len(before))
                caret.append("^" * length, style=_COLOURS[finding.severity])
                console.print(caret, soft_wrap=True)


def _paragraph(console: Console, text: str, width: int) -> None:
    for line in Text(text).wrap(console, width - 4):
        console.print(Text("    ") + line, soft_wrap=True)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: max(0, width - 3)]}..."


def _gaps(console: Console, report: Report) -> None:
    if report.not_analysed:
        console.print(Text("Not analysed (findings there are unknown):", style="bold yellow"))
        for gap in report.not_analysed[:_LISTED]:
            where = f"{gap.path}:{gap.line}" if gap.line else gap.path
            console.print(Text(f"  {visible(where)}: {visible(gap.reason)}"), soft_wrap=True)
        if len(report.not_analysed) > _LISTED:
            console.print(Text(f"  and {len(report.not_analysed) - _LISTED} more (--format json lists all)"))
        console.print()
    if report.problems:
        console.print(Text("The review is incomplete:", style="bold red"))
        for problem in report.problems:
            where = f" ({problem.path})" if problem.path else ""
            console.print(
                Text(f"  {visible(problem.what)}: {visible(problem.message)}{visible(where)}"), soft_wrap=True
            )
        console.print()


def _fixes(console: Console, report: Report) -> None:
    """The proven fixes as diffs: at the margin and uncut, so that ``patch`` can read them."""
    colours = {"+": "green", "-": "red", "@": "cyan", "#": "bold"}
    for line in diffs.of_report(report):
        console.print(Text(line, style=colours.get(line[:1], "")), soft_wrap=True)


def _stats(console: Console, report: Report) -> None:
    console.print(Text("Statistics", style="bold"))
    rows = [
        ("files reviewed", report.files),
        ("lines reviewed", report.lines),
        *report.stats.items(),
        *((f"files left out: {reason}", count) for reason, count in sorted(report.left_out.items()) if count),
        *((f"findings hidden: {reason}", count) for reason, count in sorted(report.hidden.items()) if count),
    ]
    for name, count in rows:
        console.print(Text(f"  {name:<58} {count:>10,}"), soft_wrap=True)
    console.print()


def _summary(console: Console, report: Report) -> None:
    counts = {level: sum(finding.severity is level for finding in report.findings) for level in Severity}
    said = [
        f"{counts[level]} {level.value}{'s' if counts[level] != 1 and level is not Severity.INFO else ''}"
        for level in reversed(Severity)
        if counts[level]
    ]
    what = ", ".join(said) or "no findings"
    hidden = sum(report.hidden.values())
    files = f"{report.files:,} file{'' if report.files == 1 else 's'}"
    text = Text(f"{what} in {files} ({report.lines:,} lines of code)", style="bold")
    if hidden:
        text.append(f"; {hidden} hidden (--stats says why)", style="not bold dim")
    fixable = sum(_may_have_a_fix(finding) for finding in report.findings)
    if fixable and not any(finding.fix for finding in report.findings):
        text.append(f"; {fixable} may have a fix (--show-fixes tries)", style="not bold dim")
    console.print(text, soft_wrap=True)


def _may_have_a_fix(finding: Finding) -> bool:
    return module_of(finding.rule, language_of(finding.path) or "") is not None
