"""Express, and what NestJS hands through of it. https://expressjs.com/en/api.html#res"""

from __future__ import annotations

from backend_review.model.answers.rules import assigned, makes, raises, same, sends, told
from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, table
from backend_review.model.values import Unknown, Value, text_of

REQUEST, W, NEXT = "express.Request", "express.Response", "express.NextFunction"
TYPES = {"express-serve-static-core.Response": W}
PARAMETERS = {"express": (REQUEST, W, NEXT)}


def _next(use: Use) -> Value:
    given = use.arg(0)
    if given is None or text_of(given) in {"route", "router"}:
        return Unknown()
    return raises("", 0)(use) or Unknown()


_SENT = sends("json", 0, None, 200)
RULES: dict[str, Rule] = {
    **table(W, "json jsonp", _SENT),
    f"{W}.send": sends("", 0, None, 200),
    f"{W}.end": sends("empty", 0, None, 200),
    f"{W}.render": sends("html", None, None, 200),
    f"{W}.redirect": sends("redirect", 0, None, 302),
    **table(W, "sendFile download", sends("file", 0, None, 200)),
    f"{W}.sendStatus": sends("text", None, 0),
    **table(W, "status code", told(0)),
    f"{W}.writeHead": told(0, empty=True),
    f"{W}.statusCode=": assigned(W),
    **table(W, "set header setHeader type contentType cookie clearCookie append vary location links", same),
    f"{NEXT}.__call__": _next,
    **dict.fromkeys(("http-errors", "http-errors.createError"), makes("", (1, 0), 0, error=True)),
}  # fmt: skip
