"""A request to the model and what became of it, in our own terms: nothing of the client library gets past here."""

from __future__ import annotations

from enum import Enum
from typing import Any, Protocol

import msgspec


class Kind(str, Enum):
    """How a request ended."""

    OK = "ok"
    TRUNCATED = "truncated"  # out of tokens, or of context
    REFUSED = "refused"
    BAD_OUTPUT = "bad output"
    RATE_LIMITED = "rate limited"
    OVERLOADED = "overloaded"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    DEADLINE = "out of time"
    BUDGET = "budget"
    NOT_RECORDED = "not in the cache"  # offline
    AUTH = "authentication"
    BILLING = "billing"
    NOT_FOUND = "unknown model"
    BAD_REQUEST = "bad request"
    TOO_LARGE = "too large"

    @property
    def ends_the_run(self) -> bool:
        """Whether every further request would end the same way."""
        return self in {Kind.AUTH, Kind.BILLING, Kind.NOT_FOUND, Kind.DEADLINE}


class Tokens(msgspec.Struct, frozen=True):
    """What a request used, as the API counts it; all of it zero when it did not say."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0


class Outcome(msgspec.Struct, frozen=True):
    """How a request ended; ``text`` is the model's answer, and there is one only when it is whole."""

    kind: Kind
    text: str = ""
    detail: str = ""  # for people: no key, no prompt
    tokens: Tokens = Tokens()
    attempts: int = 1
    model: str = ""  # the model that answered
    cached: bool = False  # no request was sent


class Transport(Protocol):
    """Something that answers requests: the API, a cache, a folder of recorded answers."""

    async def complete(self, body: dict[str, Any]) -> Outcome:
        """Answer one request. ``body`` is exactly what is sent: model, max_tokens, system, messages, output_config.

        Never raises for anything that the other side does.
        """
        ...
