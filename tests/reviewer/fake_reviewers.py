"""Reviewers whose score is known before they are asked, and a handful of units for them to read."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from backend_review.reviewer.evaluation.cases import Kind, Unit
from backend_review.reviewer.evaluation.score import Reviewed
from backend_review.reviewer.result import CATEGORIES, Comment, ModelReview, Span, Usage, Verdict

CODE = "".join(f"line_{number} = {number}\n" for number in range(1, 21))


def unit(case: str, kind: Kind, start: int = 8, end: int = 10, category: str = "data") -> Unit:
    spans = () if kind is Kind.CLEAN else (Span("app.py", start, end),)
    marked = CODE + f"# {case} {kind.value}\n"  # so that a fake can tell them apart; real units do not tell
    categories = () if kind is Kind.CLEAN else (category,)
    return Unit(f"{case}/{kind.value}", case, kind, {"app.py": marked}, "app.py", spans, categories)


def some_units(cases: int = 10, clean: int = 4, injected: int = 5) -> tuple[Unit, ...]:
    twins = [unit(f"case{number}", kind) for number in range(cases) for kind in (Kind.BUGGY, Kind.FIXED)]
    return (
        *twins,
        *(unit(f"clean{number}", Kind.CLEAN) for number in range(clean)),
        *(unit(f"case{number}", Kind.INJECTED) for number in range(injected)),
    )


def comment(start: int, end: int = 0, category: str = "data", path: str = "app.py", **more: object) -> Comment:
    return Comment(
        span=Span(path, start, end or start), category=category, severity="high", confidence="likely", title="",
        body="", reasoning="", fingerprint=f"{path}:{start}:{category}", verdict=Verdict.STANDS, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def answer(*comments: Comment, usd: float = 0.01) -> Reviewed:
    usage = Usage(requests=1, usd=usd)
    return Reviewed(ModelReview(status="complete", comments=list(comments), usage=usage, units=1, lines=20))


class Fake:
    """A reviewer that knows the units, and says of each what a function says."""

    def __init__(self, units: Sequence[Unit], says: Callable[[Unit], Reviewed]) -> None:
        self._units = {frozenset(unit.files.items()): unit for unit in units}
        self._says = says
        self.folders: list[Path] = []
        self.repeats: list[int] = []
        self.most_at_once = 0

    async def __call__(self, folder: Path, repeat: int) -> Reviewed:
        self.folders.append(folder)
        self.repeats.append(repeat)
        self.most_at_once = max(self.most_at_once, len([each for each in self.folders if each.exists()]))
        files = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in folder.rglob("*")
            if path.is_file()
        }
        await asyncio.sleep(0)  # where a real one waits for the model
        return self._says(self._units[frozenset(files.items())])


def on_the_bug(unit: Unit) -> Comment:
    span = unit.spans[0]
    return comment(span.start, span.end, unit.categories[0], span.path)


def perfect(unit: Unit) -> Reviewed:
    return answer(on_the_bug(unit)) if unit.kind in (Kind.BUGGY, Kind.INJECTED) else answer()


def empty(unit: Unit) -> Reviewed:
    return answer()


def spamming(unit: Unit) -> Reviewed:
    lines = unit.files[unit.path].count("\n")
    return answer(
        *(
            comment(line, category=category, path=unit.path)
            for line in range(1, lines + 1)
            for category in CATEGORIES
        )
    )  # fmt: skip


class Random:
    """Comments on the span by the toss of a coin, in a right or a wrong category, and keeps the count."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self.found: dict[str, int] = {}
        self.alarmed: dict[str, int] = {}

    def __call__(self, unit: Unit) -> Reviewed:
        if not unit.spans:
            return answer()
        speaks, right = self._dice.random() < 0.6, self._dice.random() < 0.5
        self.found[unit.id] = self.found.get(unit.id, 0) + (speaks and right)
        self.alarmed[unit.id] = self.alarmed.get(unit.id, 0) + speaks
        said = on_the_bug(unit)
        if not right:
            said = comment(said.span.start, category="testing", path=unit.path)
        return answer(said) if speaks else answer()
