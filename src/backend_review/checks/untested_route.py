"""Routes that no test asks, in a project whose tests ask routes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title
from backend_review.finding import Match
from backend_review.model.routes import FoundRoute

_NO_TEST_NEEDED = re.compile(r"(?i)health|ping|ready|live|metrics|docs|swagger|openapi|favicon|robots|static|debug")
_SHOWN = 12


def judge(backend: Backend) -> Iterator[Match]:
    """One match a file of routes, at the first that is not tested, with all of them as the way."""
    if not backend.tests:
        return
    groups: dict[str, list[FoundRoute]] = defaultdict(list)
    totals: dict[str, int] = defaultdict(int)
    for index, found in enumerate(backend.routes):
        if found.route.kind != "http" or _NO_TEST_NEEDED.search(found.path):
            continue
        totals[found.route.place.path] += 1
        if index not in backend.tests:
            groups[found.route.place.path].append(found)
    for path, routes in groups.items():
        named = ", ".join(f"`{title(found)}`" for found in routes[:2])
        more = f" and {len(routes) - 2} more" if len(routes) > 2 else ""
        yield place_match(
            "untested-route",
            min((found.route.place for found in routes), key=lambda place: place.line),
            f"No test asks {named}{more} ({len(routes)} of the {totals[path]} routes of this file). "
            "Write a test that sends a request and checks the status and the body.",
            trace=tuple(step(found.route.place, title(found)) for found in routes[:_SHOWN]),
        )
