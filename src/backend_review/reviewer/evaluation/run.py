"""Has a reviewer read every unit, as often as asked, each in a folder that does not tell what it is there for."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from backend_review.reviewer.evaluation.cases import Unit, units
from backend_review.reviewer.evaluation.score import Reviewed, Run, Score, score

# The folder of one project, and which repeat this is (from 0) → what was said about it. A cache of answers has to take
# the repeat for a part of its key: otherwise the repeats are copies and agree with each other perfectly.
Reviewer = Callable[[Path, int], Awaitable[Reviewed]]


class Evaluation(msgspec.Struct, frozen=True):
    """A score and what it rests on: ``planned`` runs of which some were ``not_run`` for want of money."""

    score: Score
    planned: int
    not_run: int
    runs: tuple[Run, ...]


class _Purse:
    """What may be spent. A review that is at work is taken to cost as much as the dearest one yet."""

    def __init__(self, limit: float | None) -> None:
        self.spent = 0.0
        self._limit = limit
        self._dearest = 0.0
        self._running = 0

    def opens(self) -> bool:
        """Whether one more review fits in."""
        if self._limit is not None and self.spent + self._dearest * (self._running + 1) > self._limit:
            return False
        self._running += 1
        return True

    def pay(self, usd: float) -> None:
        self._running -= 1
        self.spent += usd
        self._dearest = max(self._dearest, usd)


async def evaluate(
    reviewer: Reviewer,
    *,
    repeats: int = 3,
    at_once: int = 4,
    max_usd: float | None = None,
    only: Sequence[Unit] | None = None,
    say: Callable[[str], None] = lambda _: None,
    clock: Callable[[], float] = time.monotonic,
) -> Evaluation:
    """Review all units (or ``only`` these) ``repeats`` times, some ``at_once``, and score what came of it.

    The first review is made alone: it shows what one costs, and whether the key is good. A whole repeat is begun before
    the next one, so that an evaluation that stops for money has all units about equally often. No review is begun that
    would pass ``max_usd`` if it cost as much as the dearest yet; what a single one may cost is for the reviewer to
    bound. What the reviewer raises ends the evaluation.
    """
    order = [(unit, repeat) for repeat, unit in product(range(repeats), units() if only is None else only)]
    purse = _Purse(max_usd)
    runs: dict[int, Run] = {}
    waiting = deque(enumerate(order))

    async def review(position: int, unit: Unit, repeat: int) -> None:
        with TemporaryDirectory(prefix="project-") as folder:
            root = Path(folder).resolve()
            unit.write(root)
            before = clock()
            reviewed = await reviewer(root, repeat)
            runs[position] = Run(unit, repeat, reviewed, clock() - before)
        purse.pay(reviewed.review.usage.usd)
        say(f"{len(runs)} of {len(order)} reviews, ${purse.spent:.2f} spent")

    async def work(most: int) -> None:
        for _ in range(most):
            if not waiting or not purse.opens():
                return
            position, (unit, repeat) = waiting.popleft()
            await review(position, unit, repeat)

    await work(1)
    await _together(work(len(order)) for _ in range(at_once))
    made = tuple(runs[position] for position in sorted(runs))
    return Evaluation(score(made), len(order), len(order) - len(made), made)


async def _together(works: Iterator[Awaitable[None]]) -> None:
    """Wait for all; when one fails, end the others and let them clean up before the failure is passed on."""
    tasks = [asyncio.ensure_future(each) for each in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
