"""What the checks over the backend model have in common: matches at places, and which routes are what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backend_review.backend import Backend
from backend_review.finding import Audience, Confidence, Match, Position, Severity, TraceStep
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.model.answers import Answer
from backend_review.model.routes import FoundRoute, Guard, Place, Router
from backend_review.project.frontend import is_frontend
from backend_review.project.roles import FRONTEND, PRODUCTION
from backend_review.project.source import SourceFile

WRITES = {"POST", "PUT", "PATCH", "DELETE"}
# What people may call without saying who they are, by what the path says.
_OPEN_TO_ALL = re.compile(
    r"(?i)log_?-?in|log_?-?out|sign_?-?(in|up|out)|regist|/auth\b|token|refresh|password|reset|forgot|verif|activat|confirm|"
    r"callback|oauth|oidc|saml|sso|\botp\b|mfa|2fa|totp|captcha|invit|unsubscribe|health|ping|ready|live|status|metrics|"
    r"version|webhook|hooks?\b|/bot/?$|docs|debug|swagger|openapi|redoc|graphi?ql|favicon|robots|sitemap|manifest|well-known|public|"
    r"contact|subscribe|newsletter|setup|install|init\b|csp|events?/slack|stripe|payment-?events|setLanguage|locale"
)
AUTH_PATH = re.compile(
    r"(?i)/(log_?-?in|sign_?-?(in|up)|register|registration|tokens?|forgot\w*|reset|password[-_]?reset\w*|reset[-_]?password|"
    r"send-password-reset|otp|verify-?otp|mfa|2fa|two_?-?fa(ctor)?|totp|authenticate)(/(local|email|jwt|finish|totp|two_factor))?"
    r"(/\{\w+\})?/?$"
)
_VERSION = re.compile(r"(?i)(^|/|\.)v\d+(\.\d+)?(beta\d*|alpha\d*)?(/|$)|/\d{4}-\d\d-\d\d/|(^|/)v\{\?\}(/|$)|version")


def place_match(
    rule: str,
    place: Place,
    message: str,
    trace: tuple[TraceStep, ...] = (),
    severity: Severity | None = None,
    confidence: Confidence | None = None,
    audience: Audience | None = None,
) -> Match:
    """A match on a whole line."""
    return Match(
        rule=rule,
        path=place.path,
        start=Position(place.line, 1),
        end=Position(place.line, 1),
        message=message,
        severity=severity,
        confidence=confidence,
        audience=audience,
        trace=trace,
    )


def step(place: Place, message: str) -> TraceStep:
    """One step of the way that proves a finding."""
    return TraceStep(place.path, place.line, 1, message)


def way(found: FoundRoute, guards: Iterable[Guard] = ()) -> tuple[TraceStep, ...]:
    """From the application over the guards to the route and its handler."""
    steps = [step(found.app.place, f"the {found.app.framework} application")]
    steps += [step(guard.place, f"guard: {guard.name}") for guard in guards]
    steps.append(step(found.route.place, f"{'/'.join(found.methods)} {found.path}"))
    if found.route.handler.place != found.route.place:
        steps.append(step(found.route.handler.place, f"handler: {found.route.handler.name or 'function'}"))
    return tuple(steps)


def title(found: FoundRoute) -> str:
    """A route as people write it."""
    method = "any method" if found.methods == ("*",) else ", ".join(found.methods)
    return f"{method} {found.path}"


def open_to_all(found: FoundRoute) -> bool:
    """Whether a route is one that anybody may call: sign-in, health, webhooks, documentation."""
    return _OPEN_TO_ALL.search(found.path) is not None or _OPEN_TO_ALL.search(found.route.handler.name) is not None


def code_around(backend: Backend, place: Place) -> str:
    """The function that a place is in, as it is written; "" for none."""
    module = backend.project.module(place.path)
    if module is None:
        return ""
    point = (place.line - 1, 0)
    node = module.tree.root_node.descendant_for_point_range(point, point)
    while node is not None and node.type not in FUNCTIONS:
        node = node.parent
    return module.text(node)


def versioned(path: str) -> bool:
    """Whether a path says which version of the API it belongs to."""
    return _VERSION.search(path) is not None


def apps_of(backend: Backend) -> Iterator[tuple[Router, list[FoundRoute]]]:
    """Each application with its routes, GraphQL's operations not among them."""
    groups: dict[int, list[FoundRoute]] = {}
    for found in backend.routes:
        if found.route.kind == "graphql":
            continue
        groups.setdefault(id(found.app), []).append(found)
    for routes in groups.values():
        yield routes[0].app, routes


def status_sent(found: FoundRoute, answer: Answer) -> int | None:
    """The status that an answer goes out with; None when it is not known."""
    if answer.status is not None:
        return answer.status
    if found.route.status is not None:
        return found.route.status
    framework = found.app.framework
    if framework == "nestjs":
        return 201 if found.methods == ("POST",) else 200
    return 200 if framework in {"fastapi", "flask", "fastify", "koa"} and answer.kind in {"json", "text"} else None


def frontend_files(backend: Backend) -> Iterator[SourceFile]:
    """The files of the project that run in a browser: its own frontend."""
    for file in backend.project.files.values():
        if file.role == FRONTEND or (file.role == PRODUCTION and is_frontend(file)):
            yield file
