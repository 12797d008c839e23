"""The texts of comments. Whatever comes from code or from a model is escaped: it opens no link, no HTML and no mention.

Each text fits into what GitHub takes (65,536 characters), counted as bytes of UTF-8 to be on the safe side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from backend_review.commenting.entries import Entry
from backend_review.commenting.markers import SUMMARY, Marker
from backend_review.commenting.report import Finding, Fix, ModelComment, Report
from backend_review.commenting.state import OwnComment
from backend_review.commenting.suggestions import Suggestion
from backend_review.finding import Severity
from backend_review.reporters.markdown import block, code, plain, worded

LIMIT = 65_000
_LONGEST_TEXT = 4_000
_LONGEST_BLOCK = 20_000
_STEPS = 12
_LISTED = 50

Link = Callable[[str], "str | None"]

_SUGGESTED = re.compile(r"^([ ]*`{3,})suggestion$", re.MULTILINE)


def quiet(text: str) -> str:
    """Text that means nothing to Markdown and names nobody and nothing."""
    return plain(text[:_LONGEST_TEXT])


def message(text: str) -> str:
    """A rule's message: code that it names stays code, the rest is quiet."""
    return worded(text[:_LONGEST_TEXT])


def comment(entry: Entry, marker: Marker, link: Link, offered: bool = True) -> str:
    """The text of a line comment. ``offered`` says that it stands on the lines that its suggestion replaces."""
    head, more = _finding(entry.said, link) if isinstance(entry.said, Finding) else _model(entry.said)
    change: list[str] = []
    if entry.suggestion is not None:
        change = _suggestion(entry.suggestion) if offered else _difference(entry.suggestion)
    for lines in ([*head, *change, *more], [*head, *change], head):
        text = "\n".join([str(marker), *lines]).rstrip() + "\n"
        if size(text) <= LIMIT:
            return text
    raise AssertionError("a comment's head is bounded")


def fixed(own: OwnComment, commit: str) -> str:
    """The text of a comment whose finding is gone; its suggestion can no longer be taken."""
    marker = Marker(own.marker.name, own.marker.kind, own.marker.key, fixed=True)
    rest = own.body.replace("\r\n", "\n").partition("\n")[2]
    text = f"{marker}\n**Fixed in {commit}.**\n\n{_SUGGESTED.sub(lambda found: found.group(1), rest)}"
    return text if size(text) <= LIMIT else f"{marker}\n**Fixed in {commit}.**\n"


def summary(
    report: Report, marker: Marker, commit: str, placed: int, unplaced: Sequence[tuple[Entry, str]], link: Link,
    notes: Sequence[str] = (),
) -> str:  # fmt: skip
    """The summary: figures, what no line comment says, what was not looked at. ``unplaced`` has a reason for each."""
    lines = [str(marker), "## backend-review", "", counts(report) + f" At {commit}."]
    if placed:
        lines += ["", f"{placed} {'is' if placed == 1 else 'are'} commented on in the code."]
    lines += [f"\n{note}" for note in notes]
    tail = _tail(report)
    room = LIMIT - size("\n".join([*lines, *tail])) - 200
    reason = ""
    for number, (entry, why) in enumerate(unplaced):
        item = [*([] if why == reason else ["", f"### {why}", ""]), _item(entry, link)]
        room -= size("\n".join(item)) + 1
        if room < 0:
            lines += ["", f"and {len(unplaced) - number} more, which the report lists."]
            break
        lines += item
        reason = why
    return "\n".join([*lines, *tail]).rstrip() + "\n"


def counts(report: Report) -> str:
    """How many of which severity, in how much code."""
    numbers = [
        f"{number} {level.value}{'s' if number != 1 and level is not Severity.INFO else ''}"
        for level in reversed(Severity)
        if (number := sum(finding.severity is level for finding in report.findings))
    ]
    found = ", ".join(numbers) or ("No findings" if report.summary.complete else "No findings, but incomplete")
    return f"**{found}** in {report.summary.files:,} files ({report.summary.lines:,} lines of code)."


def size(text: str) -> int:
    """How long a text is for the API."""
    return len(text.encode("utf-8", "replace"))


def is_summary(marker: Marker | None, name: str) -> bool:
    """Whether a marker is that of the summary of this name."""
    return marker is not None and marker.kind == SUMMARY and marker.name == name


def _finding(finding: Finding, link: Link) -> tuple[list[str], list[str]]:
    """What a comment says first, and what it can do without."""
    head = [f"**{finding.severity.value}** {_rule(finding, link)}: {message(finding.message)}", ""]
    if finding.fix is not None:
        head += [_fix(finding.fix), ""]
    return head, _trace(finding)


def _fix(fix: Fix) -> str:
    if fix.safe:
        return f"Fix: {message(fix.description)} (`backend-review --fix`)."
    behind = f" {message(fix.behind)}" if fix.behind else ""
    return f"Fix that may change behaviour: {message(fix.description)} (`backend-review --fix --unsafe-fixes`).{behind}"


def _trace(finding: Finding) -> list[str]:
    if len(finding.trace) < 2:
        return []
    steps = [f"1. {code(f'{step.path}:{step.line}')} {message(step.message)}" for step in finding.trace[:_STEPS]]
    more = [f"\nand {len(finding.trace) - _STEPS} more."] if len(finding.trace) > _STEPS else []
    return ["<details><summary>How it comes here</summary>", "", *steps, *more, "", "</details>"]


def _model(said: ModelComment) -> tuple[list[str], list[str]]:
    from backend_review.reviewer.clean import clean

    # It was cleaned when it was made; a report may have come from somewhere else since.
    title, body = clean(said.title, 200, one_line=True), clean(said.body, _LONGEST_TEXT)
    kind = f"**{quiet(said.severity)}** {quiet(said.category)}, {quiet(said.confidence)}"
    return [f"{kind}: **{title}**", "", body, "", "*A model's opinion.*", ""], []


def _suggestion(suggestion: Suggestion) -> list[str]:
    """A block that GitHub can commit: the lines must be written exactly as they are to be."""
    lines = suggestion.lines
    longest = max((len(run) for line in lines for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}suggestion", *lines, fence, ""] if size("\n".join(lines)) <= _LONGEST_BLOCK else []


def _difference(suggestion: Suggestion) -> list[str]:
    """The same change to look at: the comment no longer stands on the lines that it replaces."""
    text = "\n".join([*(f"-{line}" for line in suggestion.before), *(f"+{line}" for line in suggestion.lines)])
    return [*block(text, "diff"), ""] if size(text) <= _LONGEST_BLOCK else []


def _rule(finding: Finding, link: Link) -> str:
    url = link(finding.rule)
    return f"[{finding.rule}]({url})" if url else code(finding.rule[:200])


def _item(entry: Entry, link: Link) -> str:
    said = entry.said
    if isinstance(said, Finding):
        place = code(f"{said.path}:{said.start.line}")
        return f"- **{said.severity.value}** {place} {_rule(said, link)}: {message(said.message)}"
    from backend_review.reviewer.clean import clean

    title = clean(said.title, 200, one_line=True)
    return f"- **{quiet(said.severity)}** {code(f'{said.path}:{said.start}')} a model: {title}"


def _tail(report: Report) -> list[str]:
    problems = [f"- {quiet(item.what)}: {quiet(item.message)[:500]}" for item in report.errors]
    gaps = [f"- {code(item.path[:300])}: {quiet(item.reason)[:500]}" for item in report.not_analysed]
    lines = _folded("The review is incomplete", problems)
    lines += _folded("Not analysed (findings there are unknown)", gaps)
    if report.llm is not None:
        missed = [f"- {code(item.path[:300])}: {quiet(item.reason)[:500]}" for item in report.llm.not_reviewed]
        lines += _folded("Not reviewed by the model (unknown there, not fine)", missed)
    return lines


def _folded(title: str, items: list[str]) -> list[str]:
    if not items:
        return []
    more = [f"- and {len(items) - _LISTED} more"] if len(items) > _LISTED else []
    shown: list[str] = []
    room = 12_000
    for item in items[:_LISTED]:
        room -= size(item)
        if room < 0:
            more = [f"- and {len(items) - len(shown)} more"]
            break
        shown.append(item)
    return ["", f"<details><summary>{title}</summary>", "", *shown, *more, "", "</details>"]
