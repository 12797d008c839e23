"""aiohttp. https://docs.aiohttp.org/en/stable/web_reference.html#response-classes"""

from __future__ import annotations

from backend_review.model.answers.rules import makes
from backend_review.model.answers.status import exception_status
from backend_review.model.libraries import Rule

_ERRORS = (
    "HTTPBadRequest HTTPUnauthorized HTTPForbidden HTTPNotFound HTTPMethodNotAllowed HTTPConflict HTTPGone "
    "HTTPPreconditionFailed HTTPRequestEntityTooLarge HTTPUnsupportedMediaType HTTPUnprocessableEntity "
    "HTTPTooManyRequests HTTPInternalServerError HTTPNotImplemented HTTPBadGateway HTTPServiceUnavailable"
)
_REDIRECTS = {"HTTPFound": 302, "HTTPSeeOther": 303, "HTTPMovedPermanently": 301, "HTTPTemporaryRedirect": 307}
_DONE = {"HTTPOk": 200, "HTTPCreated": 201, "HTTPAccepted": 202, "HTTPNoContent": 204}
RULES: dict[str, Rule] = {
    "aiohttp.web.json_response": makes("json", (0, "data"), "status", 200),
    "aiohttp.web.Response": makes("", ("body", "text"), "status", 200),
    "aiohttp.web.StreamResponse": makes("stream", None, "status", 200),
    "aiohttp.web.FileResponse": makes("file", 0, "status", 200),
    **{f"aiohttp.web.{name}": makes("text", ("text", "body"), None, exception_status(name), error=True)
       for name in _ERRORS.split()},
    **{f"aiohttp.web.{name}": makes("redirect", 0, None, code) for name, code in _REDIRECTS.items()},
    **{f"aiohttp.web.{name}": makes("empty", ("text", "body"), None, code) for name, code in _DONE.items()},
}  # fmt: skip
