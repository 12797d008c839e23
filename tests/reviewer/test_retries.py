"""Waits and pauses, without a network."""

from __future__ import annotations

import asyncio
import email.utils

import pytest

from backend_review.reviewer.outcome import Kind
from backend_review.reviewer.retries import Gate, asked_wait, backoff, kind_of, may_pass
from reviewer.running import Clock

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "12"}, 12.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "30"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "30"}, 30.0),
        ({"retry-after": "62291"}, 62291.0),  # uncapped here: who sends decides
        ({"retry-after": email.utils.formatdate(NOW + 90, usegmt=True)}, 90.0),
        ({"retry-after": email.utils.formatdate(NOW - 90, usegmt=True)}, 0.0),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1e999"}, None),
        ({"retry-after": "Mon, 99 Foo 2026 99:99:99 GMT"}, None),
        ({"retry-after": "Mon, 01 Jan 0000 00:00:00 +9999"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "9" * 5000}, None),
    ],
)
def test_the_wait_that_is_asked_for(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_wait(headers, now=lambda: NOW) == seconds


def test_the_wait_grows_and_stays_bounded() -> None:
    assert [backoff(attempt, 0.0) for attempt in (1, 2, 3, 4, 5, 6, 5000)] == [1, 2, 4, 8, 16, 16, 16]
    assert [backoff(attempt, 1.0) for attempt in (1, 2)] == [0.75, 1.5]


@pytest.mark.parametrize(
    ("status", "error_type", "code", "message", "kind"),
    [
        (429, "rate_limit_error", "", "", Kind.RATE_LIMITED),
        (429, "rate_limit_error", "ramp_limit_exceeded", "", Kind.RATE_LIMITED),
        (429, "rate_limit_error", "enforced_spend_limit_reached", "", Kind.BILLING),
        (402, "billing_error", "linked_organization_spend_limit_reached", "", Kind.BILLING),
        (400, "invalid_request_error", "", "Your credit balance is too low", Kind.BILLING),
        (400, "billing_error", "", "", Kind.BILLING),
        (400, "", "", "", Kind.BAD_REQUEST),
        (418, "", "", "", Kind.BAD_REQUEST),
        (501, "", "", "", Kind.UNAVAILABLE),
        (599, "unheard_of", "", "", Kind.UNAVAILABLE),
        (529, "", "", "", Kind.OVERLOADED),
        (503, "overloaded_error", "", "", Kind.OVERLOADED),
        (200, "overloaded_error", "", "", Kind.OVERLOADED),
        (200, "rate_limit_error", "", "", Kind.RATE_LIMITED),
        (200, "authentication_error", "", "", Kind.AUTH),
        (200, "invalid_request_error", "", "", Kind.BAD_REQUEST),
        (200, "api_error", "", "", Kind.UNAVAILABLE),
        (200, "", "", "", Kind.UNAVAILABLE),
        (307, "", "", "", Kind.BAD_REQUEST),
    ],
)
def test_what_an_error_means(status: int, error_type: str, code: str, message: str, kind: Kind) -> None:
    assert kind_of(status, error_type, code, message) is kind


def test_what_may_pass_by_itself() -> None:
    assert [kind for kind in Kind if may_pass(kind, {})] == [Kind.RATE_LIMITED, Kind.OVERLOADED, Kind.UNAVAILABLE]
    assert not any(may_pass(kind, {"x-should-retry": "false"}) for kind in Kind)
    assert not may_pass(Kind.AUTH, {"x-should-retry": "true"})


def test_a_gate_holds_everybody_for_the_longest_pause() -> None:
    clock = Clock()
    gate = Gate(clock, clock.sleep)
    gate.close(5)
    gate.close(2)

    async def pass_through() -> float:
        await gate.wait()
        return clock() - 1000

    async def run() -> list[float]:
        return await asyncio.gather(*(pass_through() for _ in range(3)))

    assert asyncio.run(run()) == [5, 5, 5]
    assert gate.left == 0


def test_a_gate_that_closes_again_while_one_waits_stays_closed() -> None:
    clock = Clock()
    gate = Gate(clock, clock.sleep)
    gate.close(1)

    async def run() -> None:
        waiting = asyncio.create_task(gate.wait())
        await asyncio.sleep(0)
        gate.close(9)
        await waiting

    asyncio.run(run())
    assert gate.left == 8


def test_an_open_gate_asks_nobody_to_sleep() -> None:
    clock = Clock()
    asyncio.run(Gate(clock, clock.sleep).wait())
    assert clock.waits == []
