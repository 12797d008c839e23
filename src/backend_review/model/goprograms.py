"""Go programs: what they run when they start, and what of them is no part of the usual build."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backend_review.index.buildtags import is_built
from backend_review.index.program import Module
from backend_review.model.evaluator import MAX_STEPS_OF_MAIN, Evaluator
from backend_review.model.routes import FoundRoute
from backend_review.model.values import Callee, Items

_PROGRAM = re.compile(r"^package main\b", re.MULTILINE)


def run(evaluator: Evaluator, modules: list[Module]) -> None:
    """Follow ``init`` of every package that a program is made of, then ``main`` of every program."""
    packages: dict[int, tuple[Items, Module]] = {}
    for module in modules:
        scope = evaluator.scope_of(module.path) if module.language == "go" else None
        inits = scope.outer.names.get("init") if scope is not None and scope.outer is not None else None
        if isinstance(inits, Items):
            packages.setdefault(id(inits), (inits, module))
    programs = _programs(evaluator, modules)
    part = _imported_by(evaluator, [main.function.module for main in programs])
    for inits, module in packages.values():
        if not part or _folder(module) in part:
            for function in inits.items:
                if isinstance(function, Callee):
                    evaluator.start(function)
    for main in programs:
        evaluator.program = _folder(main.function.module) if len(programs) > 1 else ""
        evaluator.start(main, steps=MAX_STEPS_OF_MAIN)
    evaluator.program = ""


def mark_left_out(evaluator: Evaluator, modules: list[Module], routes: Iterable[FoundRoute]) -> None:
    """Mark the routes as conditional that only a build with tags of the project's own has (``//go:build ee``): those
    in files that the usual build leaves out, and in packages that only such files import."""
    kept: set[str] | None = None
    for found in routes:
        module = evaluator.project.module(found.route.place.path)
        if module is None or module.language != "go" or found.conditional:
            continue
        if kept is None:
            programs = [main.function.module for main in _programs(evaluator, modules)]
            mains = [item for item in programs if is_built(item.path, item.file.text)]
            whole, kept = _imported_by(evaluator, mains), _imported_by(evaluator, mains, built=True)
        here = is_built(module.path, module.file.text)
        found.conditional = not here or (_folder(module) in whole and _folder(module) not in kept)


def _programs(evaluator: Evaluator, modules: list[Module]) -> list[Callee]:
    """The functions that programs begin with."""
    found: dict[int, Callee] = {}
    for module in modules:
        if module.language == "go" and _PROGRAM.search(module.file.text):
            scope = evaluator.scope_of(module.path)
            main = scope.outer.names.get("main") if scope is not None and scope.outer is not None else None
            if isinstance(main, Callee):
                found.setdefault(id(main), main)
    return list(found.values())


def _folder(module: Module) -> str:
    return module.path.rpartition("/")[0]


def _imported_by(evaluator: Evaluator, modules: list[Module], built: bool = False) -> set[str]:
    """The folders of the packages that programs are made of; ``built``: by files of the usual build alone."""
    pending = list(modules)
    seen: set[str] = set()
    while pending:
        module = pending.pop()
        if _folder(module) in seen:
            continue
        seen.add(_folder(module))
        for path in evaluator.project.package(module):
            item = evaluator.project.module(path)
            if item is None or (built and not is_built(path, item.file.text)):
                continue
            for statement in item.body:
                for found in statement.imports:
                    for below in evaluator.project.resolve(module, found.module)[:1]:
                        other = evaluator.project.module(below)
                        pending += [other] if other is not None else []
    return seen
