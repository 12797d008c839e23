"""Has a reviewer read every unit, as often as asked, each in a folder that does not tell what it is there for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from backend_review.reviewer.evaluation.cases import Unit, units
from backend_review.reviewer.evaluation.score import Reviewed, Run, Score, score

# The folder of one project → what was said about it.
Reviewer = Callable[[Path], Reviewed]


class Evaluation(msgspec.Struct, frozen=True):
    """A score and what it rests on: ``planned`` runs of which some were ``not_run`` for want of money."""

    score: Score
    planned: int
    not_run: int
    runs: tuple[Run, ...]


def evaluate(
    reviewer: Reviewer,
    *,
    repeats: int = 3,
    max_usd: float | None = None,
    only: Sequence[Unit] | None = None,
    say: Callable[[str], None] = lambda _: None,
    clock: Callable[[], float] = time.monotonic,
) -> Evaluation:
    """Review all units (or ``only`` these) ``repeats`` times and score what came of it.

    A whole repeat is made before the next one begins, so that one that stops for money has each unit equally often.
    It stops before a unit that would pass ``max_usd`` if it cost as much as the dearest yet; what a single review may
    cost is for the reviewer to bound.
    """
    chosen = units() if only is None else tuple(only)
    runs: list[Run] = []
    spent = dearest = 0.0
    planned = len(chosen) * repeats
    for unit, repeat in _order(chosen, repeats):
        if max_usd is not None and spent + dearest > max_usd:
            break
        say(f"{len(runs) + 1} of {planned}, ${spent:.2f} spent")
        before = clock()
        reviewed = _review(reviewer, unit)
        runs.append(Run(unit, repeat, reviewed, clock() - before))
        cost = reviewed.review.usage.usd
        spent, dearest = spent + cost, max(dearest, cost)
    return Evaluation(score(runs), planned, planned - len(runs), tuple(runs))


def _order(chosen: Sequence[Unit], repeats: int) -> Iterator[tuple[Unit, int]]:
    for repeat in range(repeats):
        for unit in chosen:
            yield unit, repeat


def _review(reviewer: Reviewer, unit: Unit) -> Reviewed:
    with TemporaryDirectory(prefix="project-") as folder:
        root = Path(folder).resolve()
        unit.write(root)
        return reviewer(root)
