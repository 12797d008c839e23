"""An application whose errors come in several shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match, status_sent, step, title
from backend_review.finding import Match
from backend_review.model.answers import Answer
from backend_review.model.answers.shapes import keys_of, plain
from backend_review.model.routes import FoundRoute, Place, Router

# The keys that tell what went wrong: the first that a body has is where a client looks.
_CARRIERS = ("detail", "message", "msg", "errormessage", "error", "errors", "err", "reason", "description", "title")
# What a framework makes of its own exceptions, where the project has no handler of its own.
_RAISED = {"fastapi": "detail", "django": "detail", "nestjs": "message", "echo": "message", "fastify": "message"}
# A handler of the project's that makes the answer of what is raised.
_CENTRAL = {
    "fastapi": r"exception_handler\(|exception_handlers\s*=",
    "django": r"EXCEPTION_HANDLER",
    "nestjs": r"useGlobalFilters|APP_FILTER|@Catch\(|@UseFilters\(",
    "echo": r"\.HTTPErrorHandler\s*=",
    "fastify": r"setErrorHandler\(",
}
# What load balancers and browsers ask for, and read no errors of.
_FOR_MACHINES = re.compile(
    r"(?i)health|ready|live|ping|/gtg|metrics|(?:cal|card|web)?dav\b|robots|favicon|sitemap|\.\w{2,4}$"
)
_FEW = 6  # error answers below which nothing is habit
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """How an error is written: the key that carries it, or ``text``."""

    name: str
    found: FoundRoute
    answer: Answer


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each application whose errors have several shapes, at the line that makes it."""
    for app, routes in apps_of(backend):
        shapes = list(_shapes(backend, app, routes))
        counts = Counter(shape.name for shape in shapes)
        if len(shapes) < _FEW or len(counts) < 2:
            continue
        usual, _ = counts.most_common(1)[0]
        odd: dict[Place, Shape] = {}
        for shape in shapes:
            if shape.name != usual:
                odd.setdefault(shape.answer.place, shape)
        listed = ", ".join(f"{_written(name)} ({count})" for name, count in counts.most_common())
        others = list(odd.values())
        first = others[0].answer.place
        yield place_match(
            "inconsistent-error-format",
            app.place,
            f"The errors of this application come in {len(counts)} shapes: {listed}; the first that is not like the most is "
            f"`{title(others[0].found)}` at {first.path}:{first.line}. Give all of them the shape {_written(usual)}, "
            "from one error handler.",
            trace=(
                step(app.place, f"the {app.framework} application"),
                *(
                    step(item.answer.place, f"{title(item.found)}: {_written(item.name)}")
                    for item in others[:_MOST_TOLD]
                ),
            ),
        )


def _shapes(backend: Backend, app: Router, routes: list[FoundRoute]) -> Iterator[Shape]:
    """The errors that routes answer, each place that says so once."""
    central = _CENTRAL.get(app.framework)
    handled = central is not None and backend.entities.mention(central)
    seen: set[Place] = set()
    for found in routes:
        if found.route.kind != "http" or _FOR_MACHINES.search(found.path):
            continue
        for answer in backend.answers_of(found):
            code = status_sent(found, answer)
            if not answer.error and (code is None or code < 400):
                continue
            name = _raised(app, answer) if answer.error else _carrier(answer)
            place = answer.chain[0].place if answer.chain else answer.place
            if name and not (answer.error and handled) and place not in seen:
                seen.add(place)
                yield Shape(name, found, answer)


def _raised(app: Router, answer: Answer) -> str:
    """The shape of an exception of the framework; "" where something else may handle it."""
    if answer.kind != "json" or answer.status is None:
        return ""
    own = _carrier(answer) if app.framework == "nestjs" else ""
    return own or _RAISED.get(app.framework, "")


def _carrier(answer: Answer) -> str:
    keys = keys_of(answer)
    if keys is None:
        return "text" if answer.kind == "text" and answer.written else ""
    by_plain = {plain(key): key for key in keys}
    if "jsonrpc" in by_plain:
        return ""
    for name in _CARRIERS:
        if name in by_plain and not (name == "errors" and answer.status in {400, 422}):  # what is wrong with each field
            return by_plain[name]
    return ""


def _written(name: str) -> str:
    return "plain text" if name == "text" else f"`{{{name}: …}}`"
