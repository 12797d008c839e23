"""The inventory as a list that people like to read: an application at a time, a line a route."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from backend_review.backend import Backend
from backend_review.inventory.documents import facts_of, summary_of
from backend_review.model import guards
from backend_review.model.routes import FoundRoute, Router
from backend_review.reporters.escaping import visible

_WIDEST = {"path": 48, "handler": 30}


def print_table(backend: Backend, console: Console | None = None) -> None:
    """Every route with its handler, who may call it, how often, and what checks the input; then a line of counts."""
    console = console or Console(highlight=False, soft_wrap=True)
    for app, routes in _by_app(backend):
        console.print(Text(f"{app.framework}: {visible(app.place.path)}:{app.place.line}", style="bold"))
        rows = [_row(found, bool(backend.tests_of(found))) for found in routes]
        path = min(_WIDEST["path"], max(len(row[1]) for row in rows))
        handler = min(_WIDEST["handler"], max(len(row[2]) for row in rows))
        for method, where, name, rest, place in rows:
            console.print(
                Text.assemble(
                    (f"  {method:<7} ", "cyan"), f"{where:<{path}}  ", (f"{name:<{handler}}  ", "dim"), f"{rest}  ",
                    (place, "dim"),
                )
            )  # fmt: skip
        console.print()
    counts = summary_of(backend)
    console.print(
        f"{counts['routes']} routes, {counts['unauthenticated']} without authentication, "
        f"{counts['unlimited']} without a rate limit, {counts['undocumented']} undocumented, "
        f"{counts['untested']} untested",
        markup=False,
    )


def as_text(backend: Backend) -> str:
    """The same for a file."""
    written = io.StringIO()
    print_table(backend, Console(highlight=False, soft_wrap=True, file=written))
    return written.getvalue().rstrip()


def _by_app(backend: Backend) -> Iterator[tuple[Router, list[FoundRoute]]]:
    apps = {id(found.app): found.app for found in backend.routes}
    for app in sorted(apps.values(), key=lambda item: (item.place.path, item.place.line)):
        routes = [found for found in backend.routes if found.app is app]
        yield app, sorted(routes, key=lambda item: (item.path, item.methods))


def _row(found: FoundRoute, tested: bool) -> tuple[str, str, str, str, str]:
    facts = facts_of(found)
    methods = ",".join("any" if method == "*" else method for method in facts["methods"])
    auth = ", ".join(dict.fromkeys(_short(item["name"]) for item in facts["auth"]))
    limit = ", ".join(dict.fromkeys(_short(item["name"]) for item in facts["rate_limits"]))
    checked = facts["request_schema"] or ", ".join(_short(g.name) for g in found.guards if guards.validates(g))
    said = [f"auth {auth}" if auth else "open"]
    said += [f"limit {limit}"] if limit else []
    said += [f"checks {checked}"] if checked else []
    said += ["tested"] if tested else []
    said += ["conditional"] if found.conditional else []
    place = f"{facts['handler']['file']}:{facts['handler']['line']}"
    return methods, visible(found.path), visible(facts["handler"]["name"]), visible(" · ".join(said)), visible(place)


def _short(name: str) -> str:
    return name.rpartition("/")[2]
