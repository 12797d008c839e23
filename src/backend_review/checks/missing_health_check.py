"""An application that cannot be asked whether it is well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match
from backend_review.finding import Match

_HEALTH = re.compile(r"(?i)health|ready|readiness|live(ness)?\b|/ping|/status|heartbeat|/up$|/alive|/_?probe|/hc$")
_FEWEST = 3


def judge(backend: Backend) -> Iterator[Match]:
    """One match an application, at the line that creates it."""
    for app, routes in apps_of(backend):
        if len(routes) < _FEWEST or any(_HEALTH.search(found.path) for found in routes):
            continue
        yield place_match(
            "missing-health-check",
            app.place,
            f"None of the {len(routes)} routes of this application tells a load balancer or orchestrator whether it works. "
            "Add `GET /health` that checks the database and answers 200 or 503.",
        )
