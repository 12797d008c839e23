"""NestJS. https://docs.nestjs.com/exception-filters#built-in-http-exceptions"""

from __future__ import annotations

from backend_review.model.answers.rules import makes
from backend_review.model.libraries import Rule

_ERRORS = (
    "BadRequest Unauthorized NotFound Forbidden NotAcceptable RequestTimeout Conflict Gone HttpVersionNotSupported "
    "PayloadTooLarge UnsupportedMediaType UnprocessableEntity InternalServerError NotImplemented ImATeapot "
    "MethodNotAllowed BadGateway ServiceUnavailable GatewayTimeout PreconditionFailed"
)
RETURNED = {"nestjs": "json"}
RULES: dict[str, Rule] = {
    "@nestjs/common.HttpException": makes("json", 0, 1, error=True),
    **{f"@nestjs/common.{name}Exception": makes("json", 0, None, None, error=True) for name in _ERRORS.split()},
    "@nestjs/common.StreamableFile": makes("stream", 0, None, None),
}
