"""An API whose paths name no version."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import (
    apps_of,
    code_around,
    frontend_files,
    open_to_all,
    place_match,
    step,
    title,
    versioned,
)
from backend_review.finding import Audience, Match
from backend_review.model.routes import FoundRoute, Router

_FEWEST = 5
_SHOWN = 5
_API = re.compile(r"/api(?![A-Za-z])")
# What renders a page, by the library or by a helper of the project's own: ``c.renderEdit(w)``, ``h.RenderHTML(w)``.
_PAGE = re.compile(
    r"(?i)\brender(?!_?(?:json|xml|yaml|csv|problem|error|data))\w*\(|TemplateResponse|\.HTML\(|\bredirect\("
)


def judge(backend: Backend) -> Iterator[Match]:
    """One match an application: at the line that creates it, with some of its routes as the way."""
    for app, routes in apps_of(backend):
        resources = [found for found in routes if _is_resource(found)]
        below = [found for found in resources if _API.search(found.path)]
        resources = below or [found for found in resources if _answers_json(found)]
        if len(resources) < _FEWEST or any(_says_version(found) for found in routes):
            continue
        if _is_mounted_below_version(backend, app):
            continue
        yield place_match(
            "unversioned-api",
            app.place,
            f"None of the {len(resources)} resource routes of this application names a version, so the first change that "
            f"breaks a client breaks all of them. Mount them below a version: `/api/v1`.",
            trace=tuple(step(found.route.place, title(found)) for found in resources[:_SHOWN]),
            audience=Audience.PEDANTIC if _serves_its_own(backend, routes) else None,
        )


def _is_mounted_below_version(backend: Backend, app: Router) -> bool:
    """Go: whether what the function gives that makes a router is mounted below a version, wherever that is done.

    ``r.Mount("/v1/orders", orders.Router(…))`` in a part of the program that is not followed.
    """
    module = backend.project.module(app.place.path)
    if module is None or module.language != "go":
        return False
    made = re.match(r"func\s+(?:\([^)]*\)\s*)?(\w+)\(", code_around(backend, app.place))
    if made is None or made[1] == "main":
        return False
    mounted = re.compile(rf'"(/[^"\n]*)",\s*(?:http\.StripPrefix\([^\n]*?,\s*)?(?:\w+\.)*{made[1]}\(')
    return any(
        versioned(path)
        for file in backend.project.files.values()
        if file.language == "go" and f"{made[1]}(" in file.text
        for path in mounted.findall(file.text)
    )


def _serves_its_own(backend: Backend, routes: list[FoundRoute]) -> bool:
    """Whether the API is (also) for pages that are delivered with it, and change when it changes."""
    return any(_is_page(found) for found in routes) or next(frontend_files(backend), None) is not None


def _is_resource(found: FoundRoute) -> bool:
    return found.route.kind == "http" and found.path != "/" and not open_to_all(found) and not _is_page(found)


def _answers_json(found: FoundRoute) -> bool:
    """Whether a route is part of an API, as far as its handler says."""
    function = found.route.handler.function
    if found.app.framework in {"fastapi", "nestjs"}:
        return True
    return function is None or "json" in function.module.text(function.node).lower()


def _is_page(found: FoundRoute) -> bool:
    """A route that answers with a page for people, as far as its handler says: it renders a template or redirects."""
    function = found.route.handler.function
    text = function.module.text(function.node) if function is not None else ""
    return _PAGE.search(text) is not None


def _says_version(found: FoundRoute) -> bool:
    if versioned(found.path) or "version" in found.route.options:
        return True
    return any("version" in guard.name.lower() for guard in found.guards)
