"""The little arithmetic that the score needs: shares with their intervals, and how much repeats agree."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from math import sqrt

import msgspec

_Z = 1.959964  # 95 %


class Share(msgspec.Struct, frozen=True):
    """The part ``value`` of ``of`` things, from 0 to 1, with the interval it lies in; None when there are none.

    ``lowest`` and ``highest`` are those of the repeats: what chance does from one run to the next, where the interval
    is what it does from one choice of cases to another.
    """

    of: int
    value: float | None
    low: float | None
    high: float | None
    lowest: float | None = None
    highest: float | None = None


def share(counted: float, of: int, repeats: Iterable[float] = ()) -> Share:
    """``counted`` of ``of`` things, which need not be whole when it is a mean over repeats."""
    each = list(repeats)
    lowest, highest = (min(each), max(each)) if each else (None, None)
    if of <= 0:
        return Share(0, None, None, None, lowest, highest)
    low, high = wilson(counted, of)
    return Share(of, counted / of, low, high, lowest, highest)


def wilson(counted: float, of: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927): stays within 0 to 1, and is honest when few were counted."""
    part = counted / of
    scale = 1 + _Z**2 / of
    middle = (part + _Z**2 / (2 * of)) / scale
    half = _Z * sqrt(part * (1 - part) / of + _Z**2 / (4 * of**2)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def agreement(repeats: Sequence[frozenset[Hashable]]) -> float | None:
    """The mean of |A and B| / |A or B| (Jaccard) over all pairs of repeats; None when there are no two."""
    pairs = [len(one & other) / len(one | other) if one | other else 1.0 for one, other in combinations(repeats, 2)]
    return sum(pairs) / len(pairs) if pairs else None
