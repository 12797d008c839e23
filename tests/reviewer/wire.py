"""Whether a request is one that the client library knows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from backend_review.reviewer.client import encode


def accepted(body: dict[str, Any]) -> None:
    """Raises pydantic's ValidationError for a body that is not of the library's own types for a streaming request."""
    import pydantic
    from anthropic.types.message_create_params import MessageCreateParamsStreaming

    adapter = pydantic.TypeAdapter[Any](MessageCreateParamsStreaming)
    _read_through(adapter.validate_python(json.loads(encode(body))))


def _read_through(value: object) -> None:
    """Iterables are checked only when they are read."""
    if isinstance(value, dict):
        for inner in value.values():
            _read_through(inner)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for inner in value:
            _read_through(inner)
