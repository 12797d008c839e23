"""A route without a word of description where the others have one."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match, title
from backend_review.finding import Match

_FEWEST = 4
_HABIT = 0.7


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each undocumented route of an application most of whose routes are documented."""
    for _, routes in apps_of(backend):
        rows = [found for found in routes if found.route.handler.function is not None and found.route.kind == "http"]
        written = [found for found in rows if found.route.documented]
        if len(rows) < _FEWEST or len(written) < _HABIT * len(rows):
            continue
        for found in rows:
            if not found.route.documented:
                yield place_match(
                    "undocumented-route",
                    found.route.place,
                    f"`{title(found)}` says nothing about itself, while {len(written)} of the {len(rows)} routes of this "
                    "application do. Describe what it does in a docstring or summary.",
                )
