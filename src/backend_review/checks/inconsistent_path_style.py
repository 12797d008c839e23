"""Paths of one API written in several styles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, open_to_all, place_match, step, title
from backend_review.finding import Match
from backend_review.model.routes import FoundRoute

_FEWEST = 4
_STYLES = {
    "kebab-case": re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+$"),
    "snake_case": re.compile(r"^[a-z0-9]+(_[a-z0-9]+)+$"),
    "camelCase": re.compile(r"^[a-z]+[a-z0-9]*([A-Z][a-z0-9]*)+$"),
}


def judge(backend: Backend) -> Iterator[Match]:
    """One match an application whose paths mix word styles, with the odd ones as the way."""
    for app, routes in apps_of(backend):
        uses: dict[str, list[FoundRoute]] = defaultdict(list)
        for found in routes:
            for style in {style for word in _words(found) for style, form in _STYLES.items() if form.match(word)}:
                uses[style].append(found)
        if len(uses) < 2 or sum(map(len, uses.values())) < _FEWEST:
            continue
        counts = Counter({style: len(rows) for style, rows in uses.items()})
        (usual, most), *others = counts.most_common()
        odd = [found for style, _ in others for found in uses[style]]
        listed = ", ".join(f"{count} in {style}" for style, count in others)
        yield place_match(
            "inconsistent-path-style",
            app.place,
            f"The paths of this API are written in several styles: {most} in {usual}, {listed}. "
            f"Write all of them in {usual}; the first odd one is `{title(odd[0])}`.",
            trace=tuple(step(found.route.place, title(found)) for found in odd[:8]),
        )


def _words(found: FoundRoute) -> list[str]:
    if found.route.kind != "http" or open_to_all(found):
        return []
    return [part for part in found.path.split("/") if part and "{" not in part]
