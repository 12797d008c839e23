"""Fiber. https://docs.gofiber.io/api/ctx"""

from __future__ import annotations

from backend_review.model.answers.rules import makes, same, sends, told
from backend_review.model.libraries import Rule
from backend_review.model.uses import table

_BASES = tuple(f"github.com/gofiber/fiber{version}" for version in ("", "/v2", "/v3"))
C = "fiber.Ctx"
TYPES = {f"{base}.Ctx": C for base in _BASES}
RULES: dict[str, Rule] = {
    **table(C, "JSON JSONP XML", sends("json", 0, None, 200)),
    f"{C}.Status": told(0),
    f"{C}.SendStatus": sends("text", None, 0),
    f"{C}.SendString": sends("text", 0, None, 200),
    f"{C}.Send": sends("", 0, None, 200),
    f"{C}.Render": sends("html", None, None, 200),
    f"{C}.Redirect": sends("redirect", 0, 1, 302),
    **table(C, "SendFile Download", sends("file", 0, None, 200)),
    f"{C}.SendStream": sends("stream", 0, None, 200),
    **table(C, "Type Append Vary", same),
    **{f"{base}.NewError": makes("text", 1, 0, error=True) for base in _BASES},
}
