"""Code on a page: the lines around a finding, the places on the way to it, and what a fix changes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from backend_review.finding import Finding, Fix
from backend_review.reporters.changes import Sources, Stretch, stretches
from backend_review.webpage import code, prose, text

_AROUND = 2  # lines shown before and after
_MARKED = 8  # lines of a finding that are shown
_WIDEST = 240  # characters of a line


def _count(lines: list[str]) -> int:
    """The number of lines; the end of the last one begins no other."""
    return len(lines) - (lines[-1:] == [""])


def frame(lines: list[str], finding: Finding) -> str:
    """The finding's lines with their numbers and some around them; what is meant is marked."""
    start, end = finding.start, finding.end
    snippet = finding.snippet.split("\n")
    last = min(max(end.line, start.line), start.line + _MARKED - 1)
    if lines[start.line - 1 : start.line] == snippet[:1]:
        past = max(min(last, len(lines)), min(last + _AROUND, _count(lines)))
        numbered = [(number, lines[number - 1]) for number in range(max(1, start.line - _AROUND), past + 1)]
    else:  # the file changed or cannot be read: what the review saw is all there is
        numbered = list(enumerate(snippet, start.line))
    shown = []
    for number, line in numbered:
        marked = " marked" if start.line <= number <= last else ""
        if not marked or end <= start:  # a place without an end means its line
            shown.append(f'<span class="l{marked}" data-n="{number}">{code(_cut(line))}</span>')
            continue
        first = start.column - 1 if number == start.line else len(line) - len(line.lstrip())
        past = end.column - 1 if number == end.line else len(line)
        shown.append(f'<span class="l marked" data-n="{number}">{_marked(line, first, max(past, first + 1))}</span>')
    return f'<pre class="frame">{"".join(shown)}</pre>'


def _marked(line: str, first: int, past: int) -> str:
    """A line of code with a part of it marked; a long one is cut around that part."""
    skip = max(0, first - _WIDEST // 3) if len(line) > _WIDEST else 0
    keep = skip + _WIDEST
    parts = (line[skip:first], line[first : min(past, keep)], line[max(first, past) : keep])
    before, meant, after = (code(part) for part in parts)
    more = "…" if len(line) > keep else ""
    return f"{'…' if skip else ''}{before}<mark>{meant}</mark>{after}{more}"


def _cut(line: str) -> str:
    return line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…"


def hops(finding: Finding, sources: Sources) -> str:
    """Every hop of the data flow, each with its place, its code, and what happens there."""
    listed = []
    for step in finding.trace:
        lines = sources.lines(step.path)
        line = lines[step.line - 1].strip() if 0 < step.line <= len(lines) else ""
        shown = f"<pre>{code(_cut(line))}</pre>" if line else ""
        listed.append(f"<li><code>{text(f'{step.path}:{step.line}')}</code> {prose(step.message)}{shown}</li>")
    return f'<ol class="hops">{"".join(listed)}</ol>'


def diff(lines: list[str], fix: Fix) -> str:
    """What a fix changes, with the lines around it."""
    return "".join(changed(lines, stretch) for stretch in stretches(lines, fix))


def changed(lines: list[str], stretch: Stretch) -> str:
    """One stretch of a diff."""
    before = range(max(1, stretch.first - _AROUND), stretch.first)
    after = range(stretch.last + 1, min(_count(lines), stretch.last + _AROUND) + 1)
    shown = [
        *(_line("span", number, lines[number - 1]) for number in before),
        *_inside(stretch),
        *(_line("span", number, lines[number - 1]) for number in after),
    ]
    return f'<pre class="frame diff">{"".join(shown)}</pre>'


def _inside(stretch: Stretch) -> Iterator[str]:
    old, new = stretch.old, stretch.new
    for kind, first, last, there, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        tag = "span" if kind == "equal" else "del"
        yield from (_line(tag, stretch.first + index, old[index]) for index in range(first, last))
        if kind != "equal":
            yield from (_line("ins", None, new[index]) for index in range(there, end))


def _line(tag: str, number: int | None, line: str) -> str:
    return f'<{tag} class="l" data-n="{number or ""}">{code(_cut(line))}</{tag}>'
