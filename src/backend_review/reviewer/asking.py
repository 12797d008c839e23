"""Asking: the cache first, then the wire as far as the budget goes; an answer counts only when it can be read whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec

from backend_review.reviewer.answers import BadAnswer
from backend_review.reviewer.budget import Budget, Metered
from backend_review.reviewer.cache import AnswerCache
from backend_review.reviewer.outcome import Kind, Outcome, Transport
from backend_review.reviewer.result import Usage

_T = TypeVar("_T")
_READINGS = 2  # a useless answer is asked for once more


class Read(msgspec.Struct, Generic[_T], frozen=True):
    """How asking ended, with the answer where there is one."""

    kind: Kind
    detail: str = ""
    answer: _T | None = None


class Asker:
    """Answers requests for one pass. The transport is made when the first request is really sent."""

    def __init__(self, connect: Callable[[], Transport] | None, cache: AnswerCache, budget: Budget) -> None:
        """``connect`` is None offline: then only the cache answers."""
        self._connect = connect
        self._transport: Transport | None = None
        self._cache = cache
        self._budget = budget
        self.ended: Outcome | None = None  # what makes every further request useless
        self.from_cache = 0
        self.answered_by: set[str] = set()
        self.warnings: dict[str, None] = {}

    @property
    def usage(self) -> Usage:
        """What was spent so far."""
        return msgspec.structs.replace(self._budget.spent, from_cache=self.from_cache)

    async def ask(self, body: dict[str, Any], read: Callable[[str], _T]) -> Read[_T]:
        """The answer to a request as ``read`` understands it; ``read`` raises BadAnswer. Never raises."""
        known = self._cache.get(body)
        if known is not None:
            got = self._understood(known, read)
            if got.kind is not Kind.BAD_OUTPUT:
                self.from_cache += 1
                return got
            self._cache.forget(body)  # somebody wrote into the cache, or it is older than our reading
        got = Read[_T](Kind.NOT_RECORDED, "no answer is kept, and none is asked for offline")
        for _ in range(_READINGS if self._connect is not None else 0):
            if self.ended is not None:
                return Read(self.ended.kind, self.ended.detail)
            outcome = await self._send(body)
            got = self._understood(outcome, read)
            if got.kind in {Kind.OK, Kind.REFUSED}:
                self._cache.put(body, outcome)
            if got.kind is not Kind.BAD_OUTPUT:
                break
        return got

    async def _send(self, body: dict[str, Any]) -> Outcome:
        if self._transport is None and self._connect is not None:
            self._transport = self._connect()
        if self._transport is None:  # pragma: no cover
            return Outcome(Kind.NOT_RECORDED, attempts=0)
        outcome = await Metered(self._transport, self._budget).complete(body)
        if outcome.kind.ends_the_run:
            self.ended = outcome
        if outcome.model and not outcome.model.startswith(body["model"]):
            self.warnings[f"asked for {body['model']}, answered by {outcome.model}"] = None
        return outcome

    def _understood(self, outcome: Outcome, read: Callable[[str], _T]) -> Read[_T]:
        self.answered_by |= {outcome.model} - {""}
        if outcome.kind is not Kind.OK:
            return Read(outcome.kind, outcome.detail)
        try:
            return Read(Kind.OK, answer=read(outcome.text))
        except BadAnswer as error:
            return Read(Kind.BAD_OUTPUT, str(error))

    async def close(self) -> None:
        """Close what was opened."""
        close = getattr(self._transport, "close", None)
        if close is not None:
            await close()
