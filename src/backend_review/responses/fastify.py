"""Fastify and @fastify/sensible. https://fastify.dev/docs/latest/Reference/Reply/"""

from __future__ import annotations

from backend_review.model.answers.rules import assigned, raises, same, sends, told
from backend_review.model.answers.status import status_named
from backend_review.model.libraries import Rule
from backend_review.model.uses import table

W = "fastify.FastifyReply"
PARAMETERS = {"fastify": ("fastify.FastifyRequest", W)}
RETURNED = {"fastify": "json"}
_ERRORS = (
    "badRequest unauthorized forbidden notFound methodNotAllowed notAcceptable conflict gone payloadTooLarge "
    "unsupportedMediaType unprocessableEntity tooManyRequests internalServerError notImplemented badGateway "
    "serviceUnavailable"
)
RULES: dict[str, Rule] = {
    f"{W}.send": sends("json", 0, None, 200),
    **table(W, "code status", told(0)),
    f"{W}.statusCode=": assigned(W),
    f"{W}.redirect": sends("redirect", 0, None, 302),
    **table(W, "header headers type setCookie clearCookie", same),
    **table(W, "sendFile download", sends("file", 0, None, 200)),
    f"{W}.view": sends("html", None, None, 200),
    **{f"{W}.{name}": raises("json", 0, None, status_named(name)) for name in _ERRORS.split()},
}
