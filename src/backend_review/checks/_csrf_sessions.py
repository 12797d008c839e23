"""Applications whose sessions are cookies, and in which nothing checks where a request comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._calls import mention
from backend_review.checks._model import WRITES, apps_of, open_to_all, place_match, step, title
from backend_review.finding import Confidence, Match
from backend_review.project.source import SourceFile

_SESSIONS = {
    "javascript": re.compile(
        r"""(?:from|require\()\s*['"](express-session|cookie-session|client-sessions|koa-session|koa-generic-session|@fastify/(?:secure-)?session|"""
        r"""fastify-(?:secure-)?session|hono-sessions)['"]"""
    ),
    "go": re.compile(
        r'"(github\.com/(?:gorilla/sessions|gin-contrib/sessions|alexedwards/scs(?:/v2)?|labstack/echo-contrib/session|gofiber/fiber/v\d/middleware/session))"'
    ),
    "python": re.compile(
        r"(?m)^\s*from (flask_login|aiohttp_session|flask_session) import|^\s*import (flask_login|aiohttp_session)|^\s*from flask import [^\n]*\b(session)\b"
    ),
}
# What protects: a token, the cookie's SameSite, a look at where the request comes from, or a header that forms cannot send.
_PROTECTS = re.compile(
    r"(?i)csrf|csurf|xsrf|nosurf|lusca|CrossOriginProtection|same_?site|sec-fetch-site|x-requested-with|flask_wtf|FlaskForm|"
    r"check_?origin|verify_?origin|origin_?(check|guard)|headers?\.origin|[\"']Origin[\"']"
)
# Where callers show a token in a header, the session is often only for the dance with another site's login.
_BEARS = re.compile(r"(?i)\bbearer\b|passport-jwt|express-jwt|jsonwebtoken|golang-jwt|flask_jwt|pyjwt|import jwt\b")
_LIVE = {"production", "script"}
_FAMILY = {"express": "javascript", "koa": "javascript", "fastify": "javascript", "nestjs": "javascript", "hono": "javascript",
           "flask": "python", "aiohttp": "python", "gin": "go", "echo": "go", "chi": "go", "fiber": "go", "gorilla": "go",
           "net/http": "go"}  # fmt: skip


def unprotected(backend: Backend) -> Iterator[Match]:
    """One match an application, at the line that makes it."""
    for app, routes in apps_of(backend):
        language = _FAMILY.get(app.framework, "")
        changing = [found for found in routes if WRITES & set(found.methods) and not open_to_all(found)]
        if not language or not changing:
            continue
        files = [file for file in backend.project.files.values() if _is_of(file, language)]
        sessions = mention(files, _SESSIONS[language])
        if sessions is None or mention(files, _PROTECTS) is not None or mention(files, _BEARS) is not None:
            continue
        place, name = sessions
        yield place_match(
            "csrf-disabled",
            app.place,
            f"People are signed in with a cookie (`{name}`), and nothing checks which website a request comes from, so any of them can call "
            f"`{title(changing[0])}` in their name. Add a token check for what changes data, and set `SameSite` on the cookie.",
            trace=(
                step(place, f"sessions in cookies: {name}"),
                step(app.place, f"the {app.framework} application"),
                *(step(found.route.place, title(found)) for found in changing[:3]),
            ),
            confidence=Confidence.MEDIUM,
        )


def _is_of(file: SourceFile, language: str) -> bool:
    kind = "javascript" if file.language == "typescript" else file.language
    return kind == language and file.role in _LIVE
