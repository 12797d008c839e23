"""Running the rules that are Python modules: ``checks/<rule_id>.py``.

A module offers ``LANGUAGES`` and ``find(file)``, or ``find_in(file, project)`` when it looks into other files (the
rule says ``check: true``), ``refine(match, file)`` (``refine: true``; ``refine_in(match, file, around)`` where other
files matter), ``judge(backend)`` (``model: true``: it asks the backend model), or several of them. Modules are imported
only when their rule is selected.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType
from typing import cast

from backend_review.backend import Backend
from backend_review.catalog import Rule
from backend_review.finding import Match, NotAnalysed, Problem
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

Result = tuple[list[Match], list[Problem], list[NotAnalysed]]


def _module(rule: Rule) -> ModuleType:
    return importlib.import_module(f"backend_review.checks.{rule.module}")


def run_checks(rules: Iterable[Rule], files: Sequence[SourceFile], around: Callable[[], Project]) -> Result:
    """Run each check over the files of its languages; a crash costs that check on that file, and is reported.

    ``around`` gives the whole project, for the checks that look into other files.
    """
    matches: list[Match] = []
    problems: list[Problem] = []
    missed: list[NotAnalysed] = []
    for rule in rules:
        if not rule.check:
            continue
        try:
            module = _module(rule)
        except Exception as error:  # a damaged check costs its own rule, never the review
            problems.append(Problem(rule.id, f"the check cannot be loaded: {type(error).__name__}: {error}"))
            continue
        find = _finder(module, around)
        for file in files:
            if file.language not in module.LANGUAGES or file.role not in rule.scope:
                continue
            try:
                matches.extend(find(file))
            except Exception as error:  # hostile input meets our code here: contain, report, go on
                problems.append(Problem(rule.id, f"the check failed: {type(error).__name__}: {error}", file.path))
                missed.append(NotAnalysed(file.path, f"the check {rule.id} failed"))
    return matches, problems, missed


def _finder(module: ModuleType, around: Callable[[], Project]) -> Callable[[SourceFile], Iterable[Match]]:
    """What finds the matches of a check in a file."""
    if not hasattr(module, "find_in"):
        return cast(Callable[[SourceFile], Iterable[Match]], module.find)
    find_in: Callable[[SourceFile, Project], Iterable[Match]] = module.find_in
    return lambda file: find_in(file, around())


def _refiner(module: ModuleType, around: Callable[[], Project]) -> Callable[[Match, SourceFile], Match | None]:
    """What looks again at the matches of a rule."""
    if not hasattr(module, "refine_in"):
        return cast(Callable[[Match, SourceFile], Match | None], module.refine)
    refine_in: Callable[[Match, SourceFile, Callable[[], Project]], Match | None] = module.refine_in
    return lambda match, file: refine_in(match, file, around)


def run_model_checks(rules: Iterable[Rule], backend: Backend) -> Result:
    """Run each check that asks the model; a crash costs that check, and is reported."""
    matches: list[Match] = []
    problems: list[Problem] = []
    for rule in rules:
        if not rule.model:
            continue
        try:
            judge: Callable[[Backend], Iterable[Match]] = _module(rule).judge
            matches.extend(judge(backend))
        except Exception as error:  # as above
            problems.append(Problem(rule.id, f"the check failed: {type(error).__name__}: {error}"))
    return matches, problems, []


def refine_matches(
    rules: Mapping[str, Rule],
    matches: Iterable[Match],
    files: Mapping[str, SourceFile],
    around: Callable[[], Project],
) -> Result:
    """Let the rules that ask for it look again at each of their matches; they may drop or reword it."""
    kept: list[Match] = []
    problems: list[Problem] = []
    missed: list[NotAnalysed] = []
    for match in matches:
        rule = rules[match.rule]
        if not rule.refine:
            kept.append(match)
            continue
        try:
            refined = _refiner(_module(rule), around)(match, files[match.path])
        except Exception as error:  # as above
            problems.append(Problem(rule.id, f"the check failed: {type(error).__name__}: {error}", match.path))
            missed.append(NotAnalysed(match.path, f"the check {rule.id} failed"))
            continue
        if refined is not None:
            kept.append(refined)
    return kept, problems, missed
