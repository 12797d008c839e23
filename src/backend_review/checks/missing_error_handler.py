"""An application in which an error takes whatever way the framework has for it."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match
from backend_review.checks._recovery import is_caught
from backend_review.finding import Match

_FEWEST = 3
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
        if app.framework not in _WANTS or len(routes) < _FEWEST or is_caught(backend, app, routes[0].guards):
            continue
        yield place_match(
            "missing-error-handler",
            app.place,
            f"Nothing catches what the {len(routes)} handlers of this application throw, so callers get the framework's page "
            f"or a broken connection, and nobody a log line. {_WANTS[app.framework]}",
        )
