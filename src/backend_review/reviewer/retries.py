"""What a failed attempt means, whether another may follow, and how long to wait before it.

An attempt that may have cost money is never repeated here: whoever holds the budget decides that (``budget.Metered``).
Answers with an error status are not charged, and a connection that never came about is not either; a stream that broke
off is.
"""

from __future__ import annotations

import asyncio
import email.utils
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timezone

import msgspec

from backend_review.reviewer.outcome import Kind, Outcome

Sleep = Callable[[float], Awaitable[object]]

_FIRST_WAIT, _LONGEST_BACKOFF = 1.0, 16.0  # seconds
_BY_TYPE = {
    "authentication_error": Kind.AUTH,
    "permission_error": Kind.AUTH,
    "billing_error": Kind.BILLING,
    "not_found_error": Kind.NOT_FOUND,
    "request_too_large": Kind.TOO_LARGE,
    "rate_limit_error": Kind.RATE_LIMITED,
    "overloaded_error": Kind.OVERLOADED,
    "api_error": Kind.UNAVAILABLE,
    "timeout_error": Kind.UNAVAILABLE,
}
_BY_STATUS = {
    401: Kind.AUTH,
    402: Kind.BILLING,
    403: Kind.AUTH,
    404: Kind.NOT_FOUND,
    408: Kind.UNAVAILABLE,
    409: Kind.UNAVAILABLE,
    413: Kind.TOO_LARGE,
    429: Kind.RATE_LIMITED,
    529: Kind.OVERLOADED,
}
_PASSING = {Kind.RATE_LIMITED, Kind.OVERLOADED, Kind.UNAVAILABLE}
_FOR_EVERYONE = {Kind.RATE_LIMITED, Kind.OVERLOADED}


class Attempt(msgspec.Struct, frozen=True):
    """How one request ended. ``again``: it was free and may end otherwise; ``wait``: the seconds the API asked for."""

    outcome: Outcome
    again: bool = False
    wait: float | None = None

    @property
    def pauses_all(self) -> bool:
        """Whether other requests would meet the same end now."""
        return self.outcome.kind in _FOR_EVERYONE


def kind_of(status: int, error_type: str, code: str, message: str) -> Kind:
    """What an error of the API means. ``status`` is 200 for one that arrives inside a stream.

    A spent credit comes as 400 with words, a limit on spending as 429 with a code: waiting helps neither.
    """
    words = message.lower()
    if code.endswith("spend_limit_reached") or "credit balance" in words:
        return Kind.BILLING
    if status == 400 and "prompt is too long" in words:
        return Kind.TOO_LARGE
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if error_type in _BY_TYPE:
        return _BY_TYPE[error_type]
    return Kind.BAD_REQUEST if 300 <= status < 500 or error_type == "invalid_request_error" else Kind.UNAVAILABLE


def may_pass(kind: Kind, headers: Mapping[str, str]) -> bool:
    """Whether the same request may succeed later; the API's ``x-should-retry: false`` is final."""
    return kind in _PASSING and headers.get("x-should-retry", "").lower() != "false"


def asked_wait(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """The seconds that ``retry-after-ms`` or ``retry-after`` (a number, a date) ask for, uncapped, or None."""
    for name, scale in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) / scale
        except ValueError:
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    try:
        date = email.utils.parsedate_to_datetime(headers.get("retry-after", ""))
        at = (date if date.tzinfo else date.replace(tzinfo=timezone.utc)).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return max(0.0, at - now())


def backoff(attempt: int, spread: float) -> float:
    """Seconds to wait after an attempt (from 1) when the API named none; ``spread`` in 0..1 keeps clients apart."""
    return min(_FIRST_WAIT * 2.0 ** min(attempt - 1, 10), _LONGEST_BACKOFF) * (1 - 0.25 * spread)


class Gate:
    """Holds back every request while the API asks for a pause."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._clock, self._sleep = clock, sleep
        self._until = -math.inf

    @property
    def left(self) -> float:
        """Seconds until requests may go out; 0 when they may."""
        return max(0.0, self._until - self._clock())

    def close(self, seconds: float) -> None:
        """No request for so long; a longer pause that was asked for earlier holds."""
        self._until = max(self._until, self._clock() + seconds)

    async def wait(self) -> None:
        """Until the pause that holds now is over."""
        until = self._until
        if (left := self.left) > 0:
            await self._sleep(left)
            if self._until == until:  # nobody asked for more meanwhile
                self._until = -math.inf
