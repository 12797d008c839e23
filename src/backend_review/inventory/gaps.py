"""What an inventory lacks: files and parts of files that were not analysed, SQL and migrations not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from backend_review.backend import Backend
from backend_review.finding import NotAnalysed
from backend_review.index import syntax
from backend_review.model.routes import Place

_NAMED = 5
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


def not_followed(backend: Backend) -> list[str]:
    """What routes may be missing for, in sentences: registrations that gave no route, frameworks that are not known,
    known ones of which there is no route."""
    said = []
    others = backend.frameworks_used(known=False)
    if others:
        said.append(f"routes of {_at(others)} are not known here")
    listed = backend.unresolved
    if listed:
        count = (
            f"{len(listed)} {'registration' if len(listed) == 1 else 'registrations'} of routes could not be followed"
        )
        named = [f"{item.written} ({item.place.path}:{item.place.line})" for item in listed[:_NAMED]]
        more = f" and {len(listed) - _NAMED} more (--format json lists all)" if len(listed) > _NAMED else ""
        said.append(f"{count}: {', '.join(named)}{more}")
    used = backend.frameworks_used(known=True) if not backend.all_routes else {}
    if used:
        said.append(f"{_at(used)} is used, and no route of it could be followed")
    return said


def _at(used: Mapping[str, Place]) -> str:
    return ", ".join(f"{name} ({place.path}:{place.line})" for name, place in used.items())


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
