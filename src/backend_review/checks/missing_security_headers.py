"""An application whose answers say nothing to browsers of how to protect the person before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._calls import mention
from backend_review.checks._model import apps_of, place_match, step, title
from backend_review.finding import Match
from backend_review.index.expressions import code_of
from backend_review.model.routes import Place
from backend_review.project.developers import is_developers_place

_LIVE = {"production", "script"}
_FEWEST = 3
# Headers by name, wherever they are set (code, the configuration of a proxy or platform), and libraries that set them.
_SETS = re.compile(
    r"(?i)strict-transport-security|x-content-type-options|x-frame-options|content-security-policy|\bhelmet\b|\blusca\b|securityheaders|"
    r"secure_?headers|talisman|unrolled/secure|contrib/secure|middleware\.secure|HSTSMaxAge|contentTypeNosniff|"
    r"\bsecure\.Secure\(|django[-_]csp|\bcsp\.middleware"
)
_WITH = {
    "express": "`app.use(helmet())` before the routes",
    "nestjs": "`app.use(helmet())` in `main.ts`",
    "fastify": "`@fastify/helmet`",
    "koa": "`app.use(helmet())` of `koa-helmet`",
    "hono": "`app.use(secureHeaders())`",
    "flask": "`Talisman(app)` of `flask-talisman`",
    "gin": "`r.Use(secure.New(…))` of `gin-contrib/secure`",
    "echo": "`e.Use(middleware.Secure())`",
    "fiber": "`app.Use(helmet.New())`",
}
_MIDDLEWARE = "django.middleware.security.SecurityMiddleware"
_HSTS = re.compile(r"\bSECURE_HSTS_SECONDS\b|(?i:strict-transport-security)|HSTS_SECONDS")
# What is only installed is not used yet.
_INSTALLS = re.compile(r"(^|/)(package(-lock)?\.json|pyproject\.toml|[\w.-]*lock[\w.-]*)$")


def judge(backend: Backend) -> Iterator[Match]:
    """One match an application, at the line that makes it; for Django at its list of middleware."""
    live = [file for file in backend.project.files.values() if file.role in _LIVE and not _INSTALLS.search(file.path)]
    if mention(live, _SETS) is None:
        for app, routes in apps_of(backend):
            if app.framework not in _WITH or len(routes) < _FEWEST:
                continue
            trace = (
                step(app.place, f"the {app.framework} application"),
                *(step(found.route.place, title(found)) for found in routes[:3]),
            )
            yield place_match(
                "missing-security-headers",
                app.place,
                f"The answers of these {len(routes)} routes carry none of the headers that tell browsers to insist on HTTPS, not to guess types "
                "and not to be framed: no file of the project, a proxy's configuration included, names one. "
                f"Use {_WITH[app.framework]}.",
                trace=trace,
            )
    yield from _django(backend)


def _django(backend: Backend) -> Iterator[Match]:
    """Settings without the middleware that sets the headers, or without what it needs to set the one for HTTPS."""
    files = [file for file in backend.project.files.values() if file.role in _LIVE]
    settings = [file for file in files if file.language == "python" and b"MIDDLEWARE" in file.data]
    for file in settings:
        code = code_of(file)
        if code is None or is_developers_place(file.path):
            continue
        for item in (*code.module.names.get("MIDDLEWARE", ()), *code.module.names.get("MIDDLEWARE_CLASSES", ())):
            if (
                item.expr is None
                or item.expr.kind not in {"list", "binary"}
                or "django." not in code.text(item.expr.node)
            ):
                continue
            place = Place(file.path, item.node.start_point[0] + 1)
            if not any(_MIDDLEWARE.encode() in other.data for other in settings):
                message = (
                    "Django's `SecurityMiddleware` is in no list of middleware of this project, so none of the `SECURE_*` settings has an effect. "
                    f'Put `"{_MIDDLEWARE}"` first.'
                )
            elif mention(files, _HSTS) is None:
                message = (
                    "`SecurityMiddleware` sends no `Strict-Transport-Security`: `SECURE_HSTS_SECONDS` is set in no settings of this project, and no "
                    "proxy's configuration sends the header. Set it in production, with `SECURE_SSL_REDIRECT`."
                )
            else:
                return
            yield place_match(
                "missing-security-headers", place, message, trace=(step(place, "the middleware of the project"),)
            )
            return
