"""From files to the backend model: the program is followed from its entries, and the routes are collected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from backend_review import frameworks
from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.model.evaluator import Evaluator, Handler, Member, OnClass
from backend_review.model.routes import FoundRoute, Mount, Router, routes_of
from backend_review.model.values import Callee
from backend_review.project.source import SourceFile

_SETS_UP = re.compile(
    r"\burlpatterns\b|\b(FastAPI|APIRouter|Flask|Blueprint|express|Router|Fastify|fastify|Hono|Koa|New|Default|NewRouter)\("
)


@dataclass
class Backend:
    """What is known of a project: its routers and routes, and what could not be followed."""

    project: Project
    routers: list[Router] = field(default_factory=list)
    routes: list[FoundRoute] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)


def build(files: Iterable[SourceFile]) -> Backend:
    """The backend of a project's files; tests and generated clients are not part of it."""
    files = list(files)
    project = Project(files)
    handlers: dict[str, Handler] = {}
    types: dict[str, str] = {}
    on_class: list[OnClass] = []
    members: dict[str, Member] = {}
    for framework in frameworks.modules():
        handlers |= framework.HANDLERS
        types |= getattr(framework, "TYPES", {})
        members |= getattr(framework, "MEMBERS", {})
        if hasattr(framework, "on_class"):
            on_class.append(framework.on_class)
    evaluator = Evaluator(project, handlers, types, on_class, members)
    entries = [module for module in project.modules() if module.file.role in {"production", "script", "generated"}]
    for module in sorted(entries, key=lambda item: _SETS_UP.search(item.file.text) is None):
        evaluator.scope_of(module.path)
    _run_main(evaluator, entries)
    _run_uncalled(evaluator, entries)
    for framework in frameworks.modules():
        if hasattr(framework, "finish"):
            framework.finish(evaluator)
    routers = [item for item in evaluator.found if isinstance(item, Router)]
    _choose_apps(routers)
    return Backend(project, routers, routes_of(routers), evaluator.unknown)


def _run_main(evaluator: Evaluator, modules: list[Module]) -> None:
    """Go: ``init`` of every package and ``main`` of every program."""
    seen = set()
    for module in modules:
        scope = evaluator.scope_of(module.path) if module.language == "go" else None
        if scope is None or scope.outer is None or id(scope.outer) in seen:
            continue
        seen.add(id(scope.outer))
        for name in ("init", "main"):
            function = scope.outer.names.get(name)
            if isinstance(function, Callee):
                evaluator.start(function)


def _run_uncalled(evaluator: Evaluator, modules: list[Module]) -> None:
    """Functions that set up an application and that nothing in the project calls: a server does."""
    for module in modules:
        scope = evaluator.scope_of(module.path) if _SETS_UP.search(module.file.text) else None
        for value in list((scope.outer or scope).names.values()) if scope is not None else ():
            if not isinstance(value, Callee) or id(value.function.node) in evaluator.called:
                continue
            if value.function.module.path == module.path and _SETS_UP.search(module.text(value.function.node)):
                evaluator.start(value)


def _choose_apps(routers: list[Router]) -> None:
    """Where no application is made that we know of, the routers that nothing mounts stand for it."""
    if any(router.is_app and router.entries for router in routers):
        return
    mounted = {id(entry.router) for router in routers for entry in router.entries if isinstance(entry, Mount)}
    for router in routers:
        router.is_app = router.is_app or id(router) not in mounted
