"""What an inventory lacks: files and parts of files that were not analysed, SQL and migrations not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from backend_review.backend import Backend
from backend_review.finding import NotAnalysed
from backend_review.index import syntax
from backend_review.model.routes import Place

_ROLES = {"production", "script", "migration"}


def gaps_of(backend: Backend, data: bool = False) -> list[NotAnalysed]:
    """The files that were not analysed, and those with syntax errors; with ``data`` also SQL that is not understood.

    Of the same reason in one file the first place is told, with the number of the others.
    """
    found = [*backend.not_analysed, *_broken(backend)]
    if data:
        _ = backend.tables  # SQL files are read for their tables
        problems = [*backend.evaluator.not_understood] if backend.evaluator is not None else []
        for history in backend.histories:
            problems += history.problems
            problems += [problem for item in history.migrations for problem in item.unknown]
        found += _told_once(problems)
    return found


def _broken(backend: Backend) -> Iterator[NotAnalysed]:
    """Code with syntax errors: what is written around them was not understood."""
    for module in backend.project.modules():
        if module.file.role in _ROLES and module.tree.root_node.has_error:
            line = syntax.first_error(module.file)
            if line is not None:
                yield NotAnalysed(module.path, "syntax error: this part was not understood", line)


def _told_once(problems: Iterable[tuple[Place, str]]) -> list[NotAnalysed]:
    first: dict[tuple[str, str], Place] = {}
    times: Counter[tuple[str, str]] = Counter()
    for place, why in dict.fromkeys(problems):
        first.setdefault((place.path, why), place)
        times[place.path, why] += 1
    return [
        NotAnalysed(path, f"{why} (and {times[path, why] - 1} more)" if times[path, why] > 1 else why, place.line)
        for (path, why), place in first.items()
    ]
