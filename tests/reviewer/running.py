"""What the tests of transports share: a key, a request, a clock that only sleeping moves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from backend_review.reviewer.client import ApiTransport
from backend_review.reviewer.outcome import Outcome

KEY = "sk-ant-test-4e1b7a9c0d2f8356"
CODE = "def transfer(account, amount):\n    ledger.execute(f'update {account}')\n"


def request(text: str = CODE, **more: Any) -> dict[str, Any]:
    """A small request."""
    return {
        "model": "claude-sonnet-5-5",
        "max_tokens": 1000,
        "system": [{"type": "text", "text": "You review code."}],
        "messages": [{"role": "user", "content": [{"type": "text", "text": text}]}],
        **more,
    }


class Clock:
    """Time that passes only while somebody sleeps; ``waits`` are the seconds that were asked for."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


def transport(url: str, clock: Clock | None = None, **more: Any) -> ApiTransport:
    """A transport with a clock of its own, an hour to go, and no chance in it."""
    clock = clock or Clock()
    given: dict[str, Any] = {
        "deadline": clock() + 3600, "sleep": clock.sleep, "clock": clock, "spread": lambda: 0.0, **more,
    }  # fmt: skip
    return ApiTransport(KEY, url, **given)


def complete(url: str, body: dict[str, Any] | None = None, clock: Clock | None = None, **more: Any) -> Outcome:
    """One request, from the opening of the connection to its end."""
    return together(lambda: transport(url, clock, **more), [body or request()])[0]


def together(make: Callable[[], ApiTransport], bodies: list[dict[str, Any]]) -> list[Outcome]:
    """Requests at the same time through one transport."""

    async def run() -> list[Outcome]:
        api = make()
        try:
            return await asyncio.gather(*(api.complete(body) for body in bodies))
        finally:
            await api.close()

    return asyncio.run(run())
