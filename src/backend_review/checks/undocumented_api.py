"""An application whose API is described nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match
from backend_review.finding import Match
from backend_review.index.openapi import is_spec
from backend_review.model.routes import FoundRoute

_FEWEST = 5
_DESCRIBES_ITSELF = {"fastapi"}
_DOCUMENTS = re.compile(
    rb"(?i)swagger|openapi|redoc|apispec|flasgger|flask_?restx|flask_?smorest|apiflask|spectacular|drf_?yasg|@apidoc|@api \{|tsoa|"
    rb"swaggo|huma\b|goa\.design|api[-_ ]?blueprint|\.raml|postman_collection"
)
_SPEC_FILE = re.compile(r"(?i)(openapi|swagger|api-?docs?)[\w.-]*\.(ya?ml|json)$")


def judge(backend: Backend) -> Iterator[Match]:
    """One match an application of several routes that answer with JSON, in a project without any description of them."""
    files = backend.project.files.values()
    if any(_SPEC_FILE.search(file.path) or _DOCUMENTS.search(file.data) or is_spec(file) for file in files):
        return
    for app, routes in apps_of(backend):
        answers = [found for found in routes if found.route.kind == "http" and _answers_json(found)]
        if app.framework not in _DESCRIBES_ITSELF and len(answers) >= _FEWEST:
            yield place_match(
                "undocumented-api",
                app.place,
                f"The {len(answers)} JSON routes of this application are described nowhere: no OpenAPI document, no library "
                "that makes one. Start from `backend-review inventory --format openapi`, and keep it beside the code.",
            )


def _answers_json(found: FoundRoute) -> bool:
    function = found.route.handler.function
    return function is not None and "json" in function.module.text(function.node).lower()
