"""An application in which an error takes whatever way the framework has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match
from backend_review.finding import Match
from backend_review.model.routes import FoundRoute, Router, Use
from backend_review.model.values import Callee, options

_FEWEST = 3
_CATCHES = re.compile(r"(?i)error|recover|exception|boom|celebrate|sentry|problem")
_WANTS = {
    "express": "Add a middleware of four arguments, `(err, req, res, next)`, after the last route.",
    "koa": "Add a first middleware that awaits `next()` in a `try` block.",
    "gin": "Add `r.Use(gin.Recovery())`, or make the engine with `gin.Default()`.",
    "chi": "Add `r.Use(middleware.Recoverer)`.",
    "echo": "Add `e.Use(middleware.Recover())`.",
    "fiber": "Add `app.Use(recover.New())`, or pass an `ErrorHandler`.",
}


def judge(backend: Backend) -> Iterator[Match]:
    """One match an application without anything that catches what its handlers throw."""
    for app, routes in apps_of(backend):
        if app.framework not in _WANTS or len(routes) < _FEWEST or _is_caught(backend, app, routes):
            continue
        yield place_match(
            "missing-error-handler",
            app.place,
            f"Nothing catches what the {len(routes)} handlers of this application throw, so callers get the framework's page "
            f"or a broken connection, and nobody a log line. {_WANTS[app.framework]}",
        )


def _is_caught(backend: Backend, app: Router, routes: list[FoundRoute]) -> bool:
    uses = [entry.guard for entry in app.entries if isinstance(entry, Use)]
    if any(_CATCHES.search(f"{guard.name} {guard.written}") for guard in [*uses, *routes[0].guards]):
        return True
    for guard in [*uses, *routes[0].guards]:
        for value in options(guard.value) if guard.value is not None else ():
            if isinstance(value, Callee):
                text = value.function.module.text(value.function.node)
                if len(value.function.parameters) == 4 or "catch" in text or "recover()" in text:
                    return True
    file = backend.project.files.get(app.place.path)
    line = file.line(app.place.line) if file is not None else ""
    text = file.text if file is not None else ""
    return "gin.Default(" in line or re.search(r"ErrorHandler|on\(\s*['\"]error|express-async-errors", text) is not None
