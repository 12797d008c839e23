"""What requests cost, and caps that hold before they are sent: nothing goes out that could pass one."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from backend_review.errors import UserError
from backend_review.reviewer.outcome import Kind, Outcome, Tokens, Transport
from backend_review.reviewer.result import Usage

_BYTES_PER_TOKEN = 3.0  # code and the newer tokenizer; not measured
_FEWEST_BYTES_PER_TOKEN = 2.0  # for reservations, until answers tell more
_AROUND = 400  # tokens that the API itself adds: roles, the grammar's instructions
_MARGIN = 1.1  # over the densest request that was seen
_PICO = 10**6  # 1 USD per million tokens in millionths of a millionth of a dollar per token: sums stay exact


class Tier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """USD per million tokens, for prompts of more than ``above`` tokens."""

    input: float
    output: float
    cache_read: float
    cache_write: float
    above: int = 0


class Price(msgspec.Struct, frozen=True):
    """What a model costs; the tier is chosen by the size of the whole prompt."""

    tiers: tuple[Tier, ...]

    def cost(self, tokens: Tokens) -> int:
        """What these tokens cost, in 1e-12 USD."""
        prompt = tokens.input + tokens.cache_read + tokens.cache_write
        tier = max((tier for tier in self.tiers if prompt > tier.above or tier.above == 0), key=lambda tier: tier.above)
        return (
            tokens.input * round(tier.input * _PICO)
            + tokens.output * round(tier.output * _PICO)
            + tokens.cache_read * round(tier.cache_read * _PICO)
            + tokens.cache_write * round(tier.cache_write * _PICO)
        )

    def usd(self, tokens: Tokens) -> float:
        """What these tokens cost, in USD."""
        return self.cost(tokens) / 1e12


class _File(msgspec.Struct, frozen=True):
    as_of: str
    models: dict[str, tuple[Tier, ...]]


class Prices:
    """The shipped price list, with the user's own prices before it."""

    def __init__(self, as_of: str, models: Mapping[str, Price]) -> None:
        self.as_of = as_of
        self._models = dict(models)

    @classmethod
    def load(cls, overrides: Mapping[str, Mapping[str, float]] | None = None) -> Prices:
        """The shipped list; ``overrides`` are ``{model: {"input": …, "output": …}}`` in USD per million tokens.

        Raises UserError for a price that is none.
        """
        shipped = _shipped()
        models = {model: Price(tiers) for model, tiers in shipped.models.items()}
        for model, given in (overrides or {}).items():
            models[model] = _own(model, given)
        return cls(shipped.as_of, models)

    def of(self, model: str) -> Price | None:
        """The price of a model, also of a dated one (``claude-haiku-5-5-20261012``); None when the list has none."""
        if model in self._models:
            return self._models[model]
        name, _, date = model.rpartition("-")
        return self._models.get(name) if len(date) == 8 and date.isdigit() else None


@cache
def _shipped() -> _File:
    return msgspec.json.decode((Path(__file__).parent / "prices.json").read_bytes(), type=_File)


def _own(model: str, given: Mapping[str, float]) -> Price:
    where = f"the price of '{model}'"
    unknown = sorted(set(given) - {"input", "output", "cache_read", "cache_write"})
    if unknown or not {"input", "output"} <= set(given):
        raise UserError(f"{where} needs 'input' and 'output', USD per million tokens")
    if any(isinstance(price, bool) or not math.isfinite(price) or price < 0 for price in given.values()):
        raise UserError(f"{where} is not an amount of money")
    tier = Tier(
        input=given["input"],
        output=given["output"],
        cache_read=given.get("cache_read", given["input"]),
        cache_write=given.get("cache_write", given["input"] * 1.25),
    )
    return Price((tier,))


def _size(body: Mapping[str, Any]) -> int:
    return len(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"))


def estimate_tokens(body: Mapping[str, Any], bytes_per_token: float = _BYTES_PER_TOKEN) -> int:
    """About how many tokens a request's input has. Nothing is sent to find out."""
    return math.ceil(_size(body) / bytes_per_token) + _AROUND


def at_most(body: Mapping[str, Any], bytes_per_token: float = _FEWEST_BYTES_PER_TOKEN) -> Tokens:
    """The most a request can be expected to use: a dense input, written to the cache if it asks for that, and all of
    the output it allows.
    """
    prompt = estimate_tokens(body, bytes_per_token)
    output = int(body.get("max_tokens", 0))
    if "cache_control" in json.dumps(body):
        return Tokens(cache_write=prompt, output=output)
    return Tokens(input=prompt, output=output)


class Reservation(msgspec.Struct, frozen=True, eq=False):
    """What was set aside for one request."""

    tokens: Tokens
    cost: int  # 1e-12 USD
    size: int  # bytes of the request

    @property
    def total(self) -> int:
        """Tokens of input and output."""
        return _total(self.tokens)


def _total(tokens: Tokens) -> int:
    return tokens.input + tokens.output + tokens.cache_read + tokens.cache_write


class Budget:
    """Caps on money, tokens and requests; None is no cap. Raises UserError when money is capped, tokens are not, and
    the price is unknown: such a cap would not hold.
    """

    def __init__(
        self,
        max_usd: float | None = None,
        max_tokens: int | None = None,
        max_requests: int | None = None,
        price: Price | None = None,
    ) -> None:
        if max_usd is not None and not (math.isfinite(max_usd) and max_usd >= 0):
            raise UserError("the cap on money is not an amount of money")
        if max_usd is not None and price is None and max_tokens is None:
            raise UserError("the price of this model is not known", "give its price, or a cap on tokens")
        self._max_cost = None if max_usd is None or price is None else math.floor(max_usd * 1e12)
        self._max_tokens, self._max_requests, self._price = max_tokens, max_requests, price
        self._open: list[Reservation] = []
        self._requests = 0
        self._tokens = Tokens()
        self._cost = 0
        self._densest = 0.0  # tokens per byte of the densest request so far
        self._seen_bytes = self._seen_tokens = 0
        self.full = ""  # which cap the last refused request would have passed

    @property
    def spent(self) -> Usage:
        """What was paid for so far, without what is still on its way."""
        tokens = self._tokens
        return Usage(
            requests=self._requests,
            input_tokens=tokens.input,
            output_tokens=tokens.output,
            cache_read_tokens=tokens.cache_read,
            cache_write_tokens=tokens.cache_write,
            usd=self._cost / 1e12,
        )

    @property
    def bytes_per_token(self) -> float:
        """What requests of this run had on average, for estimates."""
        return self._seen_bytes / self._seen_tokens if self._seen_tokens else _BYTES_PER_TOKEN

    def reserve(self, body: Mapping[str, Any]) -> Reservation | None:
        """Set aside the most that a request may use; None when that could pass a cap (``full`` says which)."""
        size = _size(body)
        fewest = 1 / (self._densest * _MARGIN) if self._densest else _FEWEST_BYTES_PER_TOKEN
        tokens = at_most(body, fewest)
        wanted = Reservation(tokens, self._price.cost(tokens) if self._price else 0, size)
        held = [*self._open, wanted]
        self.full = ""
        if self._max_requests is not None and self._requests + len(held) > self._max_requests:
            self.full = "requests"
        elif self._max_tokens is not None and _total(self._tokens) + sum(r.total for r in held) > self._max_tokens:
            self.full = "tokens"
        elif self._max_cost is not None and self._cost + sum(r.cost for r in held) > self._max_cost:
            self.full = "money"
        if self.full:
            return None
        self._open.append(wanted)
        return wanted

    def settle(self, reservation: Reservation, tokens: Tokens, sent: bool, free: bool = False) -> None:
        """Put what was used in place of what was set aside.

        Of a request that was sent and of which the API does not say what it used (``tokens`` all zero), the whole
        reservation counts, unless it is ``free``: answered with an error status, which is not charged. Raises
        ValueError for a reservation that is not open.
        """
        if not any(reservation is held for held in self._open):
            raise ValueError("this reservation was settled before")
        self._open = [held for held in self._open if held is not reservation]
        told = _total(tokens) > 0
        if not sent and not told:
            return
        self._requests += 1
        if free and not told:
            return
        used = tokens if told else reservation.tokens
        self._tokens = Tokens(*(a + b for a, b in zip(_counts(self._tokens), _counts(used), strict=True)))
        self._cost += self._price.cost(used) if self._price else 0
        prompt = tokens.input + tokens.cache_read + tokens.cache_write
        if prompt > _AROUND and used.output < reservation.tokens.output:  # the API counted: not a bound of ours
            self._densest = max(self._densest, prompt / reservation.size)
            self._seen_bytes += reservation.size
            self._seen_tokens += prompt


def _counts(tokens: Tokens) -> tuple[int, int, int, int]:
    return tokens.input, tokens.output, tokens.cache_read, tokens.cache_write


class Metered:
    """A transport that sends only what the budget allows, and settles every request, however it ended.

    One that broke off after it may have been paid for is sent once more if the budget has room for that too.
    """

    _WORTH_IT = frozenset({Kind.UNAVAILABLE, Kind.OVERLOADED, Kind.RATE_LIMITED})

    def __init__(self, inner: Transport, budget: Budget) -> None:
        self._inner, self._budget = inner, budget

    async def complete(self, body: dict[str, Any]) -> Outcome:
        """Answer one request; Kind.BUDGET when a cap could be passed. ``tokens`` are those of all that was sent."""
        first = await self._once(body)
        if first.kind not in self._WORTH_IT or not _total(first.tokens):
            return first
        second = await self._once(body)
        if second.kind is Kind.BUDGET:
            return first
        tokens = Tokens(*(a + b for a, b in zip(_counts(first.tokens), _counts(second.tokens), strict=True)))
        return msgspec.structs.replace(second, tokens=tokens, attempts=first.attempts + second.attempts)

    async def _once(self, body: dict[str, Any]) -> Outcome:
        reservation = self._budget.reserve(body)
        if reservation is None:
            return Outcome(Kind.BUDGET, detail=f"the cap on {self._budget.full} would be passed", attempts=0)
        outcome: Outcome | None = None
        try:
            outcome = await self._inner.complete(body)
            return outcome
        finally:
            if outcome is None:  # interrupted: it may have been sent
                self._budget.settle(reservation, Tokens(), sent=True)
            elif outcome.cached:
                self._budget.settle(reservation, Tokens(), sent=False)
            else:
                # Transports report the most that can have been used where the API said nothing: zero is free.
                self._budget.settle(reservation, outcome.tokens, sent=outcome.attempts > 0, free=True)
