"""Access tokens that live long because nothing renews them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match, step
from backend_review.checks.jwt.durations import HOUR
from backend_review.checks.jwt.longevity import Lived, longer_than
from backend_review.checks.jwt.reports import LANGUAGES
from backend_review.finding import Match
from backend_review.model.routes import Place

# A route, a function or a setting that has to do with renewing tokens.
_RENEWS = re.compile(
    rb"(?i)refresh[-_]?tokens?\b|token[-_]?refresh|refreshjwt|jwt[-_]?refresh|rotat\w{0,3}[-_]?token|token[-_]?rotat"
)
_ROUTE = re.compile(r"(?i)refresh|renew|rotate|extend")


def judge(backend: Backend) -> Iterator[Match]:
    """One match for a project that issues tokens of more than an hour and has nothing that renews them."""
    apps = [(app, routes) for app, routes in apps_of(backend) if routes]
    if not apps or _renews(backend):
        return
    longest = max(_issued(backend), key=lambda item: item[1].seconds, default=None)
    if longest is None:
        return
    path, lived = longest
    count = sum(len(routes) for _, routes in apps)
    place = Place(path, int(lived.value.node.start_point[0]) + 1)
    yield place_match(
        "jwt-without-refresh",
        place,
        f"Access tokens are valid for {lived.words} here, and none of the {count} routes renews one: who steals a token keeps "
        "it that long, and nobody can be signed out. Issue tokens of some minutes with a refresh token that is stored, "
        "rotated at each use and revocable.",
        trace=(
            *(
                step(app.place, f"the {app.framework} application, without a route that renews tokens")
                for app, _ in apps[:3]
            ),
            step(place, f"tokens that are valid for {lived.words}"),
        ),
    )


def _issued(backend: Backend) -> Iterator[tuple[str, Lived]]:
    for path, file in sorted(backend.project.files.items()):
        if file.role == "production" and file.language in LANGUAGES:
            for lived in longer_than(file, HOUR):
                yield path, lived


def _renews(backend: Backend) -> bool:
    """Whether a route, or anything in the code, has to do with renewing tokens."""
    if any(_ROUTE.search(f"{found.path} {found.route.handler.name}") for found in backend.routes):
        return True
    return any(
        _RENEWS.search(file.data) is not None
        for file in backend.project.files.values()
        if file.role == "production" and file.language in LANGUAGES
    )
