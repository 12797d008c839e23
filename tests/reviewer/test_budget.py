"""Prices, estimates, and caps that hold whatever happens to the requests."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backend_review.errors import UserError
from backend_review.reviewer.budget import Budget, Metered, Price, Prices, Reservation, Tier, at_most, estimate_tokens
from backend_review.reviewer.outcome import Kind, Outcome, Tokens
from reviewer.running import request

SONNET = Prices.load().of("claude-sonnet-5-5")
HAIKU = Prices.load().of("claude-haiku-5-5")
assert SONNET is not None
assert HAIKU is not None

counts = st.integers(0, 300_000)
tokens = st.builds(Tokens, input=counts, output=counts, cache_read=counts, cache_write=counts)


def test_the_list_is_dated_and_knows_the_models_of_the_library() -> None:
    prices = Prices.load()
    assert prices.as_of == "2026-11-22"
    assert prices.of("claude-nope") is None
    assert prices.of("claude-haiku-5-5-20261012") == HAIKU
    assert prices.of("claude-haiku-5-5-latest") is None
    for model in ("claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5", "claude-fable-5-2"):
        assert prices.of(model) is not None


def test_what_requests_cost() -> None:
    assert SONNET.usd(Tokens(input=1_000_000)) == 2.0
    assert SONNET.usd(Tokens(output=1_000_000)) == 10.0
    assert SONNET.usd(Tokens(cache_read=1_000_000)) == 0.1
    assert SONNET.usd(Tokens(cache_write=1_000_000)) == 2.5
    assert SONNET.usd(Tokens(12_000, 3_000, 900, 20)) == pytest.approx(0.024 + 0.03 + 0.00009 + 0.00005)


def test_a_large_prompt_costs_more_where_the_model_says_so() -> None:
    assert HAIKU.usd(Tokens(input=100_000, output=1000)) == pytest.approx(0.01 + 0.0005)
    assert HAIKU.usd(Tokens(input=100_001, output=1000)) == pytest.approx(0.0500005 + 0.0025)
    # The whole prompt counts, also what was read from the cache.
    assert HAIKU.usd(Tokens(cache_read=100_001)) == pytest.approx(100_001 * 0.05 / 1e6)


@given(tokens, tokens)
def test_more_tokens_never_cost_less(some: Tokens, more: Tokens) -> None:
    for price in (SONNET, HAIKU):
        both = Tokens(
            some.input + more.input, some.output + more.output,
            some.cache_read + more.cache_read, some.cache_write + more.cache_write,
        )  # fmt: skip
        assert price.cost(both) >= max(price.cost(some), price.cost(more))


def test_prices_of_ones_own() -> None:
    prices = Prices.load({"local": {"input": 0, "output": 0}, "claude-sonnet-5-5": {"input": 3, "output": 15}})
    local, own = prices.of("local"), prices.of("claude-sonnet-5-5")
    assert local is not None
    assert own is not None
    assert local.usd(Tokens(10**6, 10**6)) == 0
    assert own.usd(Tokens(10**6, 10**6, 10**6, 10**6)) == 3 + 15 + 3 + 3.75


@pytest.mark.parametrize(
    "price",
    [
        {},
        {"input": 1},
        {"input": 1, "output": -1},
        {"input": float("nan"), "output": 1},
        {"input": float("inf"), "output": 1},
        {"input": True, "output": 1},
        {"input": 1, "output": 1, "per_call": 1},
    ],
)
def test_prices_that_are_none_are_said(price: dict[str, float]) -> None:
    with pytest.raises(UserError, match="the price of 'local'"):
        Prices.load({"local": price})


def test_estimates_grow_with_the_request() -> None:
    small, large = estimate_tokens(request("x" * 300)), estimate_tokens(request("x" * 30_000))
    assert large - small == pytest.approx(9900, abs=1)
    assert estimate_tokens(request("é" * 3000)) > estimate_tokens(request("e" * 3000))  # bytes, not characters
    assert at_most(request("x" * 300)).input > small
    assert at_most(request(max_tokens=77)).output == 77
    assert estimate_tokens(request("lone \ud800")) > 0
    cached = at_most(request(system=[{"type": "text", "text": "s", "cache_control": {"type": "ephemeral"}}]))
    assert (cached.input, cached.cache_write > 0) == (0, True)


def test_a_cap_on_money_needs_a_price() -> None:
    with pytest.raises(UserError, match="price of this model is not known"):
        Budget(max_usd=1.0)
    Budget(max_usd=1.0, max_tokens=1000)  # tokens hold it
    for wrong in (-1.0, float("nan"), float("inf")):
        with pytest.raises(UserError, match="not an amount of money"):
            Budget(max_usd=wrong, price=SONNET)


def test_reservations_in_flight_count() -> None:
    body = request()
    one = SONNET.usd(at_most(body))
    budget = Budget(max_usd=2.5 * one, price=SONNET)
    first, second = budget.reserve(body), budget.reserve(body)
    assert first is not None
    assert second is not None
    assert (budget.reserve(body), budget.full) == (None, "money")
    budget.settle(first, Tokens(input=100, output=10), sent=True)
    assert budget.reserve(body) is not None
    assert budget.full == ""


@pytest.mark.parametrize(
    ("caps", "full"), [({"max_usd": 0.0}, "money"), ({"max_tokens": 10}, "tokens"), ({"max_requests": 0}, "requests")]
)
def test_which_cap_is_full(caps: dict[str, Any], full: str) -> None:
    budget = Budget(price=SONNET, **caps)
    assert budget.reserve(request()) is None
    assert budget.full == full


def test_what_was_used_takes_the_place_of_what_was_set_aside() -> None:
    budget = Budget(max_usd=1.0, price=SONNET)
    used = Tokens(input=1000, output=100, cache_read=50, cache_write=5)
    for _ in range(2):
        reservation = budget.reserve(request())
        assert reservation is not None
        budget.settle(reservation, used, sent=True)
    spent = budget.spent
    assert (spent.requests, spent.input_tokens, spent.output_tokens) == (2, 2000, 200)
    assert (spent.cache_read_tokens, spent.cache_write_tokens) == (100, 10)
    assert spent.usd == pytest.approx(2 * SONNET.usd(used))


def test_a_request_of_unknown_use_counts_whole_and_one_that_was_not_sent_does_not() -> None:
    budget = Budget(max_usd=1.0, price=SONNET)
    whole = SONNET.usd(at_most(request()))
    for sent, free, requests, usd in ((False, False, 0, 0.0), (True, True, 1, 0.0), (True, False, 2, whole)):
        reservation = budget.reserve(request())
        assert reservation is not None
        budget.settle(reservation, Tokens(), sent=sent, free=free)
        assert (budget.spent.requests, budget.spent.usd) == (requests, pytest.approx(usd))


def test_a_reservation_is_settled_once() -> None:
    budget = Budget(price=SONNET)
    reservation = budget.reserve(request())
    assert reservation is not None
    budget.settle(reservation, Tokens(), sent=False)
    with pytest.raises(ValueError, match="settled before"):
        budget.settle(reservation, Tokens(), sent=False)
    with pytest.raises(ValueError, match="settled before"):
        Budget().settle(reservation, Tokens(), sent=False)


def test_denser_text_than_expected_makes_later_reservations_larger() -> None:
    budget = Budget(price=SONNET)
    first = budget.reserve(request("x" * 10_000))
    assert first is not None
    budget.settle(first, Tokens(input=9000, output=10), sent=True)
    second = budget.reserve(request("x" * 10_000))
    assert second is not None
    assert second.tokens.input > 9000 > first.tokens.input
    assert budget.bytes_per_token < 1.2


@dataclass(frozen=True)
class Step:
    """Reserve (``settle`` None), or settle the open reservation at this place."""

    settle: int | None
    size: int = 0
    max_tokens: int = 0
    used: Tokens | None = None  # None: unknown
    sent: bool = True
    free: bool = False


steps = st.lists(
    st.one_of(
        st.builds(Step, settle=st.none(), size=st.integers(0, 400_000), max_tokens=st.integers(0, 64_000)),
        st.builds(
            Step, settle=st.integers(0, 5), used=st.none() | tokens, sent=st.booleans(), free=st.booleans()
        ),
    ),
    max_size=40,
)  # fmt: skip
prices = st.sampled_from([SONNET, HAIKU, Price((Tier(0.1, 0.3, 0.07, 1.7),)), None])


@settings(max_examples=300, deadline=None)
@given(
    steps=steps,
    price=prices,
    max_usd=st.floats(0, 2),
    max_tokens=st.integers(0, 1_000_000),
    max_requests=st.integers(0, 12),
    honest=st.booleans(),
)
@example(
    [Step(None, 10, 10), Step(0, used=Tokens(input=10**9), sent=True), Step(None, 0, 0)], SONNET, 1.0, 10**6, 9, False
)
def test_no_sequence_of_outcomes_passes_a_cap(
    steps: list[Step], price: Price | None, max_usd: float, max_tokens: int, max_requests: int, honest: bool
) -> None:
    """What was spent and what is set aside never pass a cap: at the moment a request is granted whatever the answers
    before said, and at every moment while none used more than was set aside for it.
    """
    budget = Budget(max_usd, max_tokens, max_requests, price)
    held: list[Reservation] = []

    def within_the_caps() -> bool:
        spent = budget.spent
        usd = Fraction(spent.usd) + sum(Fraction(one.cost, 10**12) for one in held)
        used = spent.input_tokens + spent.output_tokens + spent.cache_read_tokens + spent.cache_write_tokens
        return (
            (price is None or usd <= Fraction(max_usd) + Fraction(1, 10**9))
            and used + sum(one.total for one in held) <= max_tokens
            and spent.requests + len(held) <= max_requests
        )

    for step in steps:
        if step.settle is None:
            body = request("x" * step.size, max_tokens=step.max_tokens)
            if (granted := budget.reserve(body)) is not None:
                held.append(granted)
                assert within_the_caps()
        elif held:
            one = held.pop(step.settle % len(held))
            used = step.used or Tokens()
            if honest:
                used = fitted(used, one.tokens)
            budget.settle(one, used, step.sent, step.free)
        if honest:
            assert within_the_caps()
    for one in held:  # the worst that can happen to what is still on its way
        budget.settle(one, Tokens(), sent=True)
    held.clear()
    if honest:
        assert within_the_caps()


def fitted(used: Tokens, most: Tokens) -> Tokens:
    """At most what was set aside, in each of the counts."""
    return Tokens(
        min(used.input, most.input), min(used.output, most.output), 0, min(used.cache_write, most.cache_write)
    )


class Scripted:
    """Answers with outcomes in turn; counts how many requests run."""

    def __init__(self, *outcomes: Outcome | BaseException) -> None:
        self.outcomes = list(outcomes)
        self.asked = 0

    async def complete(self, body: dict[str, Any]) -> Outcome:
        self.asked += 1
        await asyncio.sleep(0)
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


def metered(budget: Budget, *outcomes: Outcome | BaseException) -> tuple[Outcome, int]:
    inner = Scripted(*outcomes)
    return asyncio.run(Metered(inner, budget).complete(request())), inner.asked


OK = Outcome(Kind.OK, text="{}", tokens=Tokens(input=100, output=10))
BROKEN = Outcome(Kind.UNAVAILABLE, detail="the connection broke off", tokens=Tokens(input=100, output=1000))
FREE = Outcome(Kind.OVERLOADED, attempts=4)


def test_a_request_is_paid_for_once() -> None:
    budget = Budget(max_usd=1.0, price=SONNET)
    assert metered(budget, OK) == (OK, 1)
    assert (budget.spent.requests, budget.spent.input_tokens, budget.spent.output_tokens) == (1, 100, 10)


def test_a_full_budget_sends_nothing() -> None:
    outcome, asked = metered(Budget(max_requests=0))
    assert (outcome.kind, outcome.attempts, asked) == (Kind.BUDGET, 0, 0)
    assert outcome.detail == "the cap on requests would be passed"


def test_what_broke_off_is_sent_once_more_where_the_budget_has_room() -> None:
    budget = Budget(max_usd=1.0, price=SONNET)
    outcome, asked = metered(budget, BROKEN, OK)
    assert (outcome.kind, outcome.text, outcome.attempts, asked) == (Kind.OK, "{}", 2, 2)
    assert outcome.tokens == Tokens(input=200, output=1010)
    assert budget.spent.output_tokens == 1010
    assert metered(budget, BROKEN, BROKEN)[1] == 2
    assert metered(Budget(max_requests=1), BROKEN) == (BROKEN, 1)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in Metered._WORTH_IT])
def test_nothing_else_is_sent_again(kind: Kind) -> None:
    outcome = Outcome(kind, tokens=Tokens(input=1, output=1))
    assert metered(Budget(), outcome) == (outcome, 1)


def test_what_was_free_is_not_sent_again_and_costs_nothing() -> None:
    budget = Budget(max_usd=1.0, price=SONNET)
    assert metered(budget, FREE) == (FREE, 1)
    assert (budget.spent.requests, budget.spent.usd) == (1, 0)
    not_sent = Outcome(Kind.DEADLINE, attempts=0)
    assert metered(budget, not_sent) == (not_sent, 1)
    kept = Outcome(Kind.OK, text="{}", tokens=Tokens(5, 5), attempts=0, cached=True)
    assert metered(budget, kept) == (kept, 1)
    assert (budget.spent.requests, budget.spent.usd) == (1, 0)


@pytest.mark.parametrize("interruption", [asyncio.CancelledError, KeyboardInterrupt, RuntimeError])
def test_an_interrupted_request_counts_whole(interruption: type[BaseException]) -> None:
    budget = Budget(max_usd=1.0, price=SONNET)
    with pytest.raises(interruption):
        metered(budget, interruption())
    assert budget.spent.usd == pytest.approx(SONNET.usd(at_most(request())))


outcomes_within_reservations = st.builds(
    Outcome,
    kind=st.sampled_from(Kind),
    tokens=st.builds(Tokens, st.integers(0, 400), st.integers(0, 1000)),
    attempts=st.integers(0, 4),
    cached=st.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(outcomes_within_reservations, min_size=40, max_size=40),
    st.floats(0, 0.2),
    st.integers(0, 12),
)
def test_many_requests_at_a_time_stay_within_the_caps(
    outcomes: list[Outcome], max_usd: float, max_requests: int
) -> None:
    budget = Budget(max_usd, None, max_requests, SONNET)
    meter = Metered(Scripted(*outcomes), budget)

    async def run() -> list[Outcome]:
        return await asyncio.gather(*(meter.complete(request()) for _ in range(20)))

    answers = asyncio.run(run())
    assert len(answers) == 20
    assert budget.spent.usd <= max_usd + 1e-9
    assert budget.spent.requests <= max_requests
