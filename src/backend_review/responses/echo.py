"""Echo. https://pkg.go.dev/github.com/labstack/echo/v4#Context"""

from __future__ import annotations

from backend_review.model.answers.rules import makes, sends
from backend_review.model.libraries import Rule
from backend_review.model.uses import table

_BASES = tuple(f"github.com/labstack/echo{version}" for version in ("", "/v4", "/v5", "/v3"))
C = "echo.Context"
TYPES = {f"{base}.Context": C for base in _BASES}
RULES: dict[str, Rule] = {
    **table(C, "JSON JSONPretty JSONP XML XMLPretty", sends("json", 1, 0)),
    **table(C, "JSONBlob XMLBlob", sends("json", 1, 0)),
    f"{C}.String": sends("text", 1, 0),
    **table(C, "HTML HTMLBlob", sends("html", 1, 0)),
    f"{C}.Render": sends("html", None, 0),
    f"{C}.NoContent": sends("empty", None, 0),
    f"{C}.Redirect": sends("redirect", 1, 0),
    f"{C}.Blob": sends("", 2, 0),
    f"{C}.Stream": sends("stream", 2, 0),
    **table(C, "File Attachment Inline", sends("file", 0, None, 200)),
    **{f"{base}.NewHTTPError": makes("json", 1, 0, error=True) for base in _BASES},
}
