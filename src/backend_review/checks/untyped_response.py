"""A FastAPI route that does not say what it answers."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, title, way
from backend_review.finding import Match

_ANSWERS_ITSELF = ("Response(", "RedirectResponse", "StreamingResponse", "FileResponse", "TemplateResponse")


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each FastAPI route with neither ``response_model`` nor a return annotation."""
    for found in backend.routes:
        function = found.route.handler.function
        if found.app.framework != "fastapi" or found.route.kind != "http" or function is None:
            continue
        if found.route.response_schema or found.route.status == 204:
            continue
        text = function.module.text(function.node)
        if any(word in text for word in _ANSWERS_ITSELF) or "return" not in text:
            continue
        yield place_match(
            "untyped-response",
            found.route.place,
            f"`{title(found)}` does not say what it answers, so nothing filters or documents its fields. "
            "Annotate what it returns, or pass `response_model=`.",
            trace=way(found),
        )
