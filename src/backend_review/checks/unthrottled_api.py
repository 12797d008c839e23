"""An application in which nothing limits how often it is called."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match
from backend_review.checks._throttling import limited_elsewhere
from backend_review.finding import Match
from backend_review.model import guards

_FEWEST = 3


def judge(backend: Backend) -> Iterator[Match]:
    """One match an application, at the line that creates it."""
    if limited_elsewhere(backend):
        return
    for app, routes in apps_of(backend):
        if len(routes) >= _FEWEST and not any(guards.rate_limits_of(found) for found in routes):
            yield place_match(
                "unthrottled-api",
                app.place,
                f"No middleware, guard or dependency on the {len(routes)} routes of this application limits how often a "
                "client may call. Add a rate limit, or say in the configuration that the gateway has one.",
            )
