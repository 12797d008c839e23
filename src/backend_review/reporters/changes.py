"""What a fix changes, in lines: for reports that show it and for those that other tools apply."""

from __future__ import annotations

import msgspec

from backend_review.editing import edited
from backend_review.finding import Fix, Position
from backend_review.project.source import SourceFile, language_of
from backend_review.review import Report

_APART = 3  # unchanged lines between edits that still make one stretch


class Stretch(msgspec.Struct, frozen=True):
    """Whole lines of a file, first and last from 1, and the lines in their place. Neither has its line ends."""

    first: int
    last: int
    old: tuple[str, ...]
    new: tuple[str, ...]


class Sources:
    """The text of reviewed files, as it was when they were reviewed; read once."""

    def __init__(self, report: Report) -> None:
        files = report.material.files if report.material is not None else ()
        self._root = report.root
        self._files = {file.path: file for file in files}

    def lines(self, path: str) -> list[str]:
        """The file's lines without their ends; none when it cannot be read or lies outside of the project."""
        file = self._files.get(path)
        if file is None:
            inside = (self._root / path).resolve().is_relative_to(self._root.resolve())
            file = SourceFile(self._root, path, language_of(path) or "", "", None if inside else b"")
            self._files[path] = file
        try:
            return file.lines
        except OSError:
            return []

    def byte_column(self, path: str, place: Position) -> int:
        """The column in bytes of UTF-8, from 1, of a place whose column counts characters."""
        lines = self.lines(path)
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        before = line[: place.column - 1]
        beyond = place.column - 1 - len(before)
        return len(before.encode("utf-8", "replace")) + beyond + 1


def stretches(lines: list[str], fix: Fix) -> list[Stretch]:
    """What the fix changes, as stretches of whole lines in their order; edits a few lines apart share one.

    A stretch has at least one line of the file, so that it can be pointed at. None when the edits do not fit the lines.
    """
    edits = sorted(fix.edits, key=lambda edit: (edit.start, edit.end))
    groups: list[list[int]] = []
    for index, edit in enumerate(edits):
        if not 1 <= edit.start.line <= edit.end.line <= len(lines) or edit.end < edit.start:
            return []
        if groups and edit.start.line - edits[groups[-1][-1]].end.line <= _APART:
            groups[-1].append(index)
        else:
            groups.append([index])
    made = []
    for group in groups:
        first, last = edits[group[0]].start.line, edits[group[-1]].end.line
        old = lines[first - 1 : last]
        text = edited("\n".join(old), (edits[index] for index in group), first)
        if text is None:
            return []
        made.append(_trimmed(first, old, text.replace("\r\n", "\n").split("\n")))
    return [stretch for stretch in made if stretch.old != stretch.new]


def single(lines: list[str], fix: Fix) -> Stretch | None:
    """The stretch of the fix when there is only one: what a suggestion of a code host can hold."""
    made = stretches(lines, fix)
    return made[0] if len(made) == 1 else None


def in_words(fix: Fix) -> str:
    """What a fix does, and for one that is not safe what to look at before taking it."""
    said = f"{fix.description[:1].upper()}{fix.description[1:].rstrip('.')}."
    if fix.safe:
        return said
    behind = f"{fix.behind[:1].upper()}{fix.behind[1:].rstrip('.')}." if fix.behind else ""
    return f"{said} This changes behaviour. {behind}".rstrip()


def _trimmed(first: int, old: list[str], new: list[str]) -> Stretch:
    """Without the lines that both begin and end with, save for one when else nothing of the file would be left."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head + tail == len(old):  # only insertion: one neighbour stays
        if tail:
            tail -= 1
        elif head:
            head -= 1
    kept = slice(head, len(old) - tail)
    return Stretch(first + head, first + len(old) - tail - 1, tuple(old[kept]), tuple(new[head : len(new) - tail]))
