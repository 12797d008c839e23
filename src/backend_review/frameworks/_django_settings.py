"""The settings of Django projects: which module is the root of the URLs, and what is checked before every view.

https://docs.djangoproject.com/en/stable/ref/settings/ and https://www.django-rest-framework.org/api-guide/settings/
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from backend_review.frameworks._django_classes import attribute
from backend_review.frameworks.support import place_of_function
from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.model.evaluator import Evaluator
from backend_review.model.routes import Guard, Place
from backend_review.model.values import Callee, Kind, Library, Table, Value, items_of, options, text_of

_MENTIONS = re.compile(r"\b(ROOT_URLCONF|REST_FRAMEWORK)\b")
_NOT_LIVE = re.compile(r"(^|[/_.])(tests?|testing|local|dev|development|ci|debug|example|build|docs)([/_.]|$)")
_PACKAGE = re.compile(r"(?:^|/)(?:settings|config|conf)/\w+\.py$")
_SERVED_WITH = re.compile(r"""DJANGO_SETTINGS_MODULE["'](?:\]\s*=|,)\s*["']([\w.]+)""")
# Middleware of libraries that turns callers away; most only looks who is there, or adds headers.
_TURNS_AWAY = re.compile(r"(?i)login_?required|rate_?limit|throttl|axes\.|brute")


_KNOWN: WeakKeyDictionary[Project, list[Module]] = WeakKeyDictionary()
_BESIDE: WeakKeyDictionary[Project, list[Module]] = WeakKeyDictionary()


@dataclass(slots=True, eq=False)
class Settings:
    """The settings of a project, as far as routes depend on them. ``urls`` is the path of the root's module."""

    module: Module
    urls: str = ""
    rest: dict[str, Value] = field(default_factory=dict)
    middleware: list[Guard] = field(default_factory=list)


def counts(module: Module) -> bool:
    """Whether a module is part of the program (and no test or example)."""
    return module.file.role in {"production", "script", "generated"}


def dotted(evaluator: Evaluator, module: Module, name: str) -> Value:
    """What a full name in a text stands for: something of the project, else of a library."""
    source, _, member = name.rpartition(".")
    for path in evaluator.project.resolve(module, source) if source else ():
        found = evaluator.member(path, member)
        if found is not None:
            return found
    return Library(name)


def member(evaluator: Evaluator, name: str) -> Value | None:
    """A text that ``django.conf.settings`` has from the project's settings."""
    known = _modules(evaluator)
    for module in [*known, *_beside(evaluator.project, known)]:
        scope = evaluator.scope_of(module.path)
        value = scope.names.get(name) if scope is not None else None
        if value is not None and text_of(value) is not None:
            return value
    return None


def _beside(project: Project, known: list[Module]) -> list[Module]:
    """The other modules of packages of settings, which something loads by their names (dynaconf, split-settings)."""
    beside = _BESIDE.get(project)
    if beside is not None:
        return beside
    folders = {module.path.rpartition("/")[0] for module in known if _PACKAGE.search(module.path)}
    found = [
        module
        for module in project.modules("python")
        if module.path.rpartition("/")[0] in folders and module not in known and counts(module)
    ]
    found.sort(key=lambda item: (_NOT_LIVE.search(item.path.lower()) is not None, item.path))
    _BESIDE[project] = found
    return found


def _modules(evaluator: Evaluator) -> list[Module]:
    """The settings modules, those that are used in production first."""
    known = _KNOWN.get(evaluator.project)
    if known is None:
        found = [
            module
            for module in evaluator.project.modules("python")
            if counts(module) and _MENTIONS.search(module.file.text) is not None
        ]
        named = _named_by_servers(evaluator.project)
        found.sort(
            key=lambda item: (_NOT_LIVE.search(item.path.lower()) is not None, item.path not in named, item.path)
        )
        known = _KNOWN[evaluator.project] = found
    return known


def _named_by_servers(project: Project) -> set[str]:
    """The settings modules that ``wsgi.py`` and ``asgi.py`` name: those that the program runs with."""
    found: set[str] = set()
    for module in project.modules("python"):
        if module.path.rpartition("/")[2] in {"wsgi.py", "asgi.py"}:
            for name in _SERVED_WITH.findall(module.file.text):
                found.update(project.resolve(module, name))
    return found


def settings_of(evaluator: Evaluator) -> list[Settings]:
    """The settings modules that name a root, the ones that are used in production first."""
    found: list[Settings] = []
    for module in _modules(evaluator):
        for names in _tables(evaluator, module):
            made = Settings(module)
            root = text_of(names.get("ROOT_URLCONF"))
            paths = evaluator.project.resolve(module, root) if root else ()
            made.urls = paths[0] if paths else ""
            made.rest = _table(names.get("REST_FRAMEWORK"))
            listed = [text_of(item) for item in items_of(names.get("MIDDLEWARE") or names.get("MIDDLEWARE_CLASSES"))]
            made.middleware = [
                guard for text in dict.fromkeys(listed) if (guard := _middleware(evaluator, module, text)) is not None
            ]
            if made.urls or made.rest:
                found.append(made)
    for one in found:
        if one.urls and not one.rest:  # written in another file of the same settings
            near = [other for other in found if other.rest]
            one.rest = max(near, key=lambda other: _shared(one, other)).rest if near else {}
    live = [one for one in found if one.urls and _NOT_LIVE.search(one.module.path.lower()) is None]
    rooted: dict[str, Settings] = {}
    for one in live or [one for one in found if one.urls]:
        rooted.setdefault(one.urls, one)
    return list(rooted.values()) or found


def _tables(evaluator: Evaluator, module: Module) -> list[dict[str, Value]]:
    """The settings that a module holds: its names, or the attributes of classes (django-configurations)."""
    scope = evaluator.scope_of(module.path)
    if scope is None:
        return []
    own = {name: evaluator.force(value, scope, name) for name, value in list(scope.names.items()) if name.isupper()}
    found = [own] if own else []
    for value in list(scope.names.values()):
        if isinstance(value, Kind):
            names = ("ROOT_URLCONF", "REST_FRAMEWORK", "MIDDLEWARE")
            held = {name: given for name in names if (given := attribute(value, name)) is not None}
            found += [held] if held else []
    return found


def _table(value: Value | None) -> dict[str, Value]:
    for item in options(value) if value is not None else ():
        if isinstance(item, Table):
            return item.entries
    return {}


def _shared(one: Settings, other: Settings) -> int:
    pairs = zip(one.module.path.split("/"), other.module.path.split("/"), strict=False)
    return sum(a == b for a, b in pairs)


def _middleware(evaluator: Evaluator, module: Module, name: str | None) -> Guard | None:
    """A middleware of the project's own, with its code, or one of a library that turns callers away."""
    if not name:
        return None
    value = dotted(evaluator, module, name)
    if isinstance(value, Library) and _TURNS_AWAY.search(name) is None:
        return None
    if isinstance(value, Callee):
        return Guard(value.function.name, place_of_function(value.function), value.function, value=value)
    if isinstance(value, Kind):
        made = Guard(value.klass.name, Place(value.scope.module.path, value.klass.line), value=value)
        for method in ("process_view", "process_request", "__call__"):
            own = attribute(value, method)
            if isinstance(own, Callee):
                made.function = own.function
                break
        return made
    return Guard(name, Place(module.path, 1), value=value)
