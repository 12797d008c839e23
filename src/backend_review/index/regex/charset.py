"""Sets of characters, as sorted ranges of code points."""

from __future__ import annotations

from collections.abc import Iterable

Ranges = tuple[tuple[int, int], ...]

LAST = 0x10FFFF
ANY: Ranges = ((0, LAST),)
NOTHING: Ranges = ()


def of(pairs: Iterable[tuple[int, int]]) -> Ranges:
    """The set of some ranges, which may overlap."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(pairs):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        elif low <= high:
            found.append((low, high))
    return tuple(found)


def without(ranges: Ranges) -> Ranges:
    """All other characters."""
    found: list[tuple[int, int]] = []
    start = 0
    for low, high in ranges:
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        found.append((start, LAST))
    return tuple(found)


def common(one: Ranges, other: Ranges) -> Ranges:
    """The characters that are in both sets."""
    if one == ANY:
        return other
    found: list[tuple[int, int]] = []
    first = second = 0
    while first < len(one) and second < len(other):
        low, high = max(one[first][0], other[second][0]), min(one[first][1], other[second][1])
        if low <= high:
            found.append((low, high))
        if one[first][1] < other[second][1]:
            first += 1
        else:
            second += 1
    return tuple(found)


def folded(ranges: Ranges) -> Ranges:
    """The set with the letters of the other case (ASCII)."""
    found = list(ranges)
    for low, high in ranges:
        for start, end, shift in ((0x41, 0x5A, 32), (0x61, 0x7A, -32)):
            if low <= end and high >= start:
                found.append((max(low, start) + shift, min(high, end) + shift))
    return of(found)


def example(ranges: Ranges) -> str:
    """A character of a set, one that can be read where there is one."""
    for wanted in "a0 _-.,/:@x1AZ\t":
        if any(low <= ord(wanted) <= high for low, high in ranges):
            return wanted
    for low, high in ranges:
        if high >= 0x21:
            return chr(max(low, 0x21))
    return chr(ranges[0][0]) if ranges else ""


DIGITS: Ranges = ((0x30, 0x39),)
# Letters beyond ASCII as whole blocks: which of them are letters does not matter here.
WORDS: Ranges = of([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0x167F), (0x3041, 0xD7FF)])
SPACES: Ranges = of(
    [(0x09, 0x0D), (0x20, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x2000, 0x200A), (0x2028, 0x2029), (0x3000, 0x3000)]
)
BREAKS: Ranges = of([(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
NEWLINE: Ranges = ((0x0A, 0x0A),)
