"""Hono. https://hono.dev/docs/api/context"""

from __future__ import annotations

from backend_review.model.answers.rules import makes, same, told
from backend_review.model.libraries import Rule
from backend_review.model.uses import table

C = "hono.Context"
PARAMETERS = {"hono": (C, "hono.Next")}
RULES: dict[str, Rule] = {
    f"{C}.json": makes("json", 0, 1, 200),
    f"{C}.text": makes("text", 0, 1, 200),
    f"{C}.html": makes("html", 0, 1, 200),
    f"{C}.body": makes("", 0, 1, 200),
    f"{C}.newResponse": makes("", 0, 1, 200),
    f"{C}.redirect": makes("redirect", 0, 1, 302),
    f"{C}.notFound": makes("text", None, None, 404),
    f"{C}.status": told(0),
    **table(C, "header set", same),
    "hono/http-exception.HTTPException": makes("text", 1, 0, 500, error=True),
}
