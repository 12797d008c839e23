"""Which lines of a pull request's files can be commented on: those its diff shows.

The API gives each file's diff as a ``patch`` (unified, three lines of context, without file headers) and leaves
it out for binary files and very large ones. https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

_HUNK = re.compile(r"@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,(\d{1,9}))? @@")


class Line(msgspec.Struct, frozen=True):
    """A line of the new file as the diff shows it."""

    number: int
    text: str
    added: bool


class Hunk(msgspec.Struct, frozen=True):
    """Consecutive lines of the new file."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> int:
        return self.lines[0].number

    @property
    def last(self) -> int:
        return self.lines[-1].number

    def at(self, number: int) -> Line | None:
        """The line of this number, None when it is not in this hunk."""
        return self.lines[number - self.first] if self.first <= number <= self.last else None


class DiffFile(msgspec.Struct, frozen=True):
    """A file of the pull request; without hunks, none of its lines can be commented on."""

    path: str
    hunks: tuple[Hunk, ...] = ()

    def hunk(self, number: int) -> Hunk | None:
        """The hunk that shows a line."""
        return next((hunk for hunk in self.hunks if hunk.first <= number <= hunk.last), None)


def parse(path: str, patch: str | None) -> DiffFile:
    """The hunks of a patch. Lines end at line feeds alone, as git counts them; a carriage return stays in the text."""
    hunks: list[Hunk] = []
    lines: list[Line] = []
    number = left = 0
    for row in (patch or "").split("\n"):
        header = _HUNK.match(row)
        if header and left <= 0:
            _keep(hunks, lines)
            lines = []
            number = int(header.group(1))
            left = int(header.group(2)) if header.group(2) is not None else 1
        elif left > 0 and row[:1] in {" ", "+"}:
            lines.append(Line(number, row[1:], row[0] == "+"))
            number += 1
            left -= 1
    _keep(hunks, lines)
    return DiffFile(path, tuple(hunks))


def _keep(hunks: list[Hunk], lines: list[Line]) -> None:
    if lines:
        hunks.append(Hunk(tuple(lines)))


class Anchor(msgspec.Struct, frozen=True):
    """Lines of one hunk that a comment is about; ``line`` is the last of them, as in the API."""

    path: str
    start: int
    line: int


_LONGEST = 30


def anchor(files: Mapping[str, DiffFile], path: str, start: int, end: int, snippet: str | None = None) -> Anchor | None:
    """Where a comment on these lines goes; None when the diff shows none of them.

    The code's own text must be in the diff at its line: a review of another state of the file (a merge with the base)
    has other numbers, and a comment under a stranger's line is worse than one in the summary.
    """
    file = files.get(path)
    if file is None:
        return None
    end = max(start, min(end, start + _LONGEST - 1))
    shown = [number for number in range(start, end + 1) if file.hunk(number)]
    if not shown:
        return None
    hunk = file.hunk(shown[0])
    if hunk is None or (snippet is not None and not _same(hunk, start, snippet)):
        return None
    last = max(number for number in shown if number <= hunk.last)
    return Anchor(path, shown[0], last)


def _same(hunk: Hunk, start: int, snippet: str) -> bool:
    """Whether what the hunk shows of the snippet's lines is what the snippet says."""
    for offset, text in enumerate(snippet.split("\n")[:_LONGEST]):
        line = hunk.at(start + offset)
        if line is not None and line.text.strip() != text.strip().lstrip("\ufeff"):
            return False
    return True
