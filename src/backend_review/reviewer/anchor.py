"""Finding the lines that the model quotes. Where there are none, there is no comment: nothing here is approximate.

A quote that is nearly in the code is what a made-up one looks like, so the only liberties are those of copying: other
white space, and the margin (line number, ``+``) copied along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum

import msgspec

from backend_review.reviewer.result import Span

MOST_LINES = 6
_LEAST_WORD_CHARACTERS = 6  # less (``else:``, ``)``) is said by many lines, and means only that at its very line

_WORD_CHARACTER = re.compile(r"\w")
# "  42 | code", "+ 42 | code", "42 + | code"; and a change as diffs show it.
_NUMBERED = re.compile(r"^\s*[+-]?\s*\d{1,7}\s*[+-]?\s*\|[ \t]?")
_ADDED = re.compile(r"^\+ ?")


class Lost(Enum):
    """Why a quote is not anchored."""

    NOT_IN_FILE = "not among the lines shown"
    AMBIGUOUS = "more than one place"
    TOO_SHORT = "too short to tell"
    TOO_LONG = "too many lines"


class Shown(msgspec.Struct, frozen=True):
    """The lines of one unit as the model was shown them: number in the file → text, secrets replaced."""

    unit: str
    path: str
    lines: Mapping[int, str]
    changed: frozenset[int] = frozenset()


def anchor(quote: str, line: int, shown: Shown) -> Span | Lost:
    """The lines that a quote is of; ``line`` is the number that the model gives for the first, right or wrong.

    A quote is whole lines that follow each other in the file. Of several places that say the same the nearest to
    ``line`` is meant, and none when two are as near.
    """
    wanted = _lines_of(quote)
    if not wanted:
        return Lost.TOO_SHORT
    if len(wanted) > MOST_LINES:
        return Lost.TOO_LONG
    hits, at_line = _hits(wanted, line, shown)
    if at_line:
        return Span(shown.path, line, line + len(wanted) - 1)
    if len(_WORD_CHARACTER.findall(quote)) < _LEAST_WORD_CHARACTERS:
        return Lost.TOO_SHORT
    if not hits:
        return Lost.NOT_IN_FILE
    hits.sort(key=lambda start: abs(start - line))
    if len(hits) > 1 and abs(hits[0] - line) == abs(hits[1] - line):
        return Lost.AMBIGUOUS
    return Span(shown.path, hits[0], hits[0] + len(wanted) - 1)


def _lines_of(quote: str) -> list[str]:
    """The lines of a quote without the empty ones around it."""
    lines = [line.rstrip("\r") for line in quote.split("\n")]
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return lines


def _hits(wanted: list[str], line: int, shown: Shown) -> tuple[list[int], bool]:
    """Where the lines begin, by the strictest way of comparing that finds any; and whether some way has ``line``."""
    first: list[int] = []
    for lines, alike in _ways(wanted):
        found = _places(lines, shown.lines, alike)
        if line in found:
            return found, True
        first = first or found
    return first, False


def _ways(wanted: list[str]) -> list[tuple[list[str], Callable[[str], str]]]:
    bare = _without_margin(wanted)
    ways: list[tuple[list[str], Callable[[str], str]]] = [(wanted, _as_it_is), (wanted, _folded)]
    if bare is not None:
        ways.append((bare, _folded))
    return ways


def _as_it_is(line: str) -> str:
    return line.rstrip("\r")


def _folded(line: str) -> str:
    return " ".join(line.split())


def _without_margin(lines: list[str]) -> list[str] | None:
    """The lines without the margin, when each has one; an empty line of a diff may have lost its own."""
    for margin in (_NUMBERED, _ADDED):
        if all(margin.match(line) or not line.strip() for line in lines):
            bare = [margin.sub("", line, count=1) for line in lines]
            return bare if bare[0].strip() and bare[-1].strip() else None
    return None


def _places(wanted: Sequence[str], lines: Mapping[int, str], alike: Callable[[str], str]) -> list[int]:
    asked = [alike(line) for line in wanted]
    there = {number: alike(line) for number, line in lines.items()}
    return [
        number
        for number, text in there.items()
        if text == asked[0] and all(there.get(number + more) == asked[more] for more in range(1, len(asked)))
    ]
