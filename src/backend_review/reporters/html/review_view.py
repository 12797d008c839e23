"""What was reviewed, and what is not among the findings: hidden ones, files nobody looked at, parts that failed."""

from __future__ import annotations

from collections.abc import Iterable

from backend_review.finding import Severity
from backend_review.review import Report
from backend_review.webpage import prose, text


def counts(report: Report) -> str:
    """The line below the title."""
    numbers = [
        f"{number} {level.value}{'s' if number != 1 and level is not Severity.INFO else ''}"
        for level in reversed(Severity)
        if (number := sum(finding.severity is level for finding in report.findings))
    ]
    files = "1 file" if report.files == 1 else f"{report.files:,} files"
    return f"{', '.join(numbers) or 'No findings'} in {files} ({report.lines:,} lines)"


def alarm(report: Report) -> str:
    """What a reader must know before all else: that the review is incomplete, or that files are unknown."""
    said = []
    if report.problems:
        listed = "".join(f"<li>{text(item.what)}: {text(item.message)}</li>" for item in report.problems[:5])
        more = f"<li>and {len(report.problems) - 5} more</li>" if len(report.problems) > 5 else ""
        said.append(f'<div class="alarm" role="alert"><b>The review is incomplete</b><ul>{listed}{more}</ul></div>')
    if report.not_analysed:
        number = len(report.not_analysed)
        what = "1 file or part of one was" if number == 1 else f"{number} files or parts of files were"
        said.append(
            f'<p class="alarm"><a href="#not-analysed">{what} not analysed</a>: findings there are unknown.</p>'
        )
    return "\n".join(said)


def view(report: Report) -> str:
    """Everything that was counted."""
    parts = [_table("Reviewed", [("files", report.files), ("lines of code", report.lines), *report.stats.items()])]
    parts.append(_table("Findings that are not shown", sorted(report.hidden.items())))
    parts.append(_table("Files left out", sorted(report.left_out.items())))
    if report.not_analysed:
        rows = "".join(
            f"<li><code>{text(f'{gap.path}:{gap.line}' if gap.line else gap.path)}</code> {text(gap.reason)}</li>"
            for gap in report.not_analysed
        )
        parts.append(
            f'<h2 id="not-analysed" tabindex="-1">Not analysed: findings there are unknown</h2><ul>{rows}</ul>'
        )
    else:
        parts.append("<h2>Not analysed</h2><p>Nothing: every file was read and parsed.</p>")
    if report.problems:
        rows = "".join(
            f"<li>{text(item.what)}: {prose(item.message)} <code>{text(item.path or '')}</code></li>"
            for item in report.problems
        )
        parts.append(f"<h2>Failed</h2><ul>{rows}</ul>")
    return "\n".join(part for part in parts if part)


def _table(title: str, rows: Iterable[tuple[str, int]]) -> str:
    listed = "".join(f'<tr><th scope="row">{text(name)}</th><td>{count:,}</td></tr>' for name, count in rows if count)
    return f'<h2>{title}</h2><table class="numbers"><tbody>{listed}</tbody></table>' if listed else ""
