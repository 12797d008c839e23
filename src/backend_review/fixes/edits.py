"""Edits of a file's bytes: putting them in place, and finding them between two texts."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from backend_review.fixes.proposal import Replacement


def apply(data: bytes, edits: Iterable[Replacement]) -> bytes:
    """The data with the edits in place. Raises ValueError when they overlap or lie outside of it."""
    result = []
    done = 0
    for edit in sorted(set(edits)):
        if not done <= edit.start <= edit.end <= len(data):
            raise ValueError(f"edit at {edit.start} overlaps another or lies outside of the file")
        result += [data[done : edit.start], edit.text]
        done = edit.end
    return b"".join([*result, data[done:]])


def between(old: bytes, new: bytes) -> tuple[Replacement, ...]:
    """The edits that make ``new`` of ``old``: whole lines that differ, less what they begin and end with alike."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    edits = []
    for kind, first, last, there, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            edits.append(_tight(starts[first], old[starts[first] : starts[last]], b"".join(after[there:end])))
    return tuple(edits)


def _tight(start: int, old: bytes, new: bytes) -> Replacement:
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    # An edit never begins or ends inside a character of UTF-8.
    while head and ((head < len(old) and old[head] & 0xC0 == 0x80) or (head < len(new) and new[head] & 0xC0 == 0x80)):
        head -= 1
    while tail and old[len(old) - tail] & 0xC0 == 0x80:
        tail -= 1
    return Replacement(start + head, start + len(old) - tail, new[head : len(new) - tail])


def moved_line(data: bytes, edits: Iterable[Replacement], line: int) -> int:
    """The number of a line of the data once the edits are in place; lines count from 1.

    What an edit put in place of the line itself counts as the line: its first line is meant.
    """
    start = 0
    for _ in range(line - 1):
        start = data.find(b"\n", start) + 1
    return line + sum(
        edit.text.count(b"\n") - data.count(b"\n", edit.start, edit.end) for edit in set(edits) if edit.end <= start
    )
