"""Edits of a finding's fix, put into the text that they are for."""

from __future__ import annotations

from collections.abc import Iterable

from backend_review.finding import Edit, Position


def edited(text: str, edits: Iterable[Edit], first: int = 1) -> str | None:
    """The text with the edits in place; ``first`` is the number of its first line in the file that they speak of.

    None when they overlap or lie outside of the text.
    """
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: Position) -> int | None:
        row = place.line - first
        if not 0 <= row < len(starts) - 1 or not 1 <= place.column <= starts[row + 1] - starts[row]:
            return None
        return starts[row] + place.column - 1

    made, done = [], 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        start, end = offset(edit.start), offset(edit.end)
        if start is None or end is None or not done <= start <= end:
            return None
        made += [text[done:start], edit.text]
        done = end
    return "".join([*made, text[done:]])
