"""On which paths through a function something is done: the arms of branches it is in, and what is left before it.

Two things are done on one path when no branch has them in different arms, and the path of the first has not left the
function before the second comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from backend_review.model.routes import Place

if TYPE_CHECKING:
    from backend_review.model.effects import Effect

Where = tuple[Place, ...]  # the calls that lead to a function, and a place in it
_MOST = 16


class Arm(msgspec.Struct, frozen=True):
    """An arm of a branch that something is in: which branch, which arm, and the branch's condition as it is written."""

    at: Where
    index: int
    condition: str = ""


class Span(msgspec.Struct, frozen=True):
    """How many paths have left a function before something is done in it, and, if its own path leaves, which it is.

    ``guards`` are the conditions under which the last of them left, each with its number.
    """

    at: Where
    since: int
    until: int | None = None
    guards: tuple[tuple[int, Arm], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """The arms and spans of something that is done, the outermost first."""

    arms: tuple[Arm, ...] = ()
    spans: tuple[Span, ...] = ()

    def below(self, place: Place, inner: Way) -> Way:
        """The way of what a function does that is called (at this place) on this way."""
        arms = (replace(arm, at=(place, *arm.at)) for arm in inner.arms)
        spans = (replace(span, at=(place, *span.at)) for span in inner.spans)
        return Way((*self.arms, *arms)[:_MOST], (*self.spans, *spans)[:_MOST])

    def around(self, inner: Way) -> Way:
        """The way of what a closure does that runs on this way."""
        return Way((*self.arms, *inner.arms)[:_MOST], (*self.spans, *inner.spans)[:_MOST])

    def left(self, at: Where, number: int) -> Way:
        """The same way, which leaves the function at a place."""
        return Way(
            self.arms, tuple(replace(s, until=number) if s.at == at and s.until is None else s for s in self.spans)
        )


class Paths:
    """Where a walk over a function is among its paths."""

    def __init__(self, place: Place) -> None:
        self.at: Where = (place,)
        self.arms: tuple[Arm, ...] = ()
        self.leavings = 0
        self.guards: tuple[tuple[int, Arm], ...] = ()

    @property
    def here(self) -> Way:
        """The way to the place that the walk is at."""
        return Way(self.arms, (Span(self.at, self.leavings, guards=self.guards),))

    def leave(self, arm: Arm) -> int:
        """The path of an arm leaves the function; the number of that."""
        self.leavings += 1
        self.guards = (*self.guards, (self.leavings, arm))[-_MOST:]
        return self.leavings

    @contextmanager
    def arm(self, place: Place, index: int, condition: str) -> Iterator[None]:
        """What is done in an arm of a branch."""
        outer = self.arms
        self.arms = (*outer, Arm((place,), index, condition))[:_MOST]
        try:
            yield
        finally:
            self.arms = outer


def one_path(first: Effect, second: Effect) -> bool:
    """Whether there is a path through the code that does one and then the other."""
    taken = {arm.at: arm.index for arm in first.way.arms}
    if any(taken.get(arm.at, arm.index) != arm.index for arm in second.way.arms):
        return False
    both = set(first.way.arms) & set(second.way.arms)
    apart = [[arm for arm in effect.way.arms if arm not in both] for effect in (first, second)]
    if any(_exclude(one, other) for one in apart[0] for other in apart[1]):
        return False
    ends = {span.at: span.until for span in first.way.spans}
    return not any((end := ends.get(span.at)) is not None and end <= span.since for span in second.way.spans)


_IS = re.compile(r"^[\s(]*(?P<what>[A-Za-z_$][\w.$]*)\s*={2,3}\s*(?P<value>\"[^\"]*\"|'[^']*'|\d+)[\s)]*$")


# A page with several forms: which of them was sent is told by the name of its button.
_SENT = re.compile(r"(?P<value>\"[^\"]*\"|'[^']*')\s+in\s+(?P<what>(?:self\.)?request\.(?:POST|form)\b)")


def _exclude(one: Arm, other: Arm) -> bool:
    """Whether two branches of one function ask whether the same is one text or number, and another."""
    if one.index != 0 or other.index != 0 or one.at[:-1] != other.at[:-1]:
        return False
    is_one, is_other = _IS.match(one.condition), _IS.match(other.condition)
    if is_one is None and is_other is None:
        is_one, is_other = _SENT.search(one.condition), _SENT.search(other.condition)
    return (
        is_one is not None
        and is_other is not None
        and is_one["what"] == is_other["what"]
        and is_one["value"].strip("'\"") != is_other["value"].strip("'\"")
    )


# ``request.method == "POST"``, ``r.Method != http.MethodGet``, ``req.method in ("PUT", "PATCH")``
_BY_METHOD = re.compile(
    r"(?i)^[\s(]*[\w.]*\bmethod\s*(?P<sign>={2,3}|!={1,2}|in\b|not\s+in\b)\s*[\[({]?(?P<names>(?:\s*(?:\w+\.Method\w+|[\"']\w+[\"'])\s*,?)+)[\])}]?[\s)]*$"
)


def is_reached_by(effect: Effect, method: str) -> bool:
    """Whether a request of a method comes to where something is done, as far as the code asks for the method."""
    if any(_is_for(arm.condition, method) is (arm.index != 0) for arm in effect.way.arms):
        return False
    return not any(
        number <= span.since and _is_for(arm.condition, method) is (arm.index == 0)
        for span in effect.way.spans
        for number, arm in span.guards
    )


def _is_for(condition: str, method: str) -> bool | None:
    """What a condition is for requests of a method; None when it asks for something else."""
    asked = _BY_METHOD.match(condition)
    if asked is None:
        return None
    names = {name.upper().removeprefix("METHOD") for name in re.findall(r"\w+(?!\w|\.)", asked["names"])}
    return (method in names) is not asked["sign"].lower().startswith(("!", "not"))


def order(effect: Effect) -> tuple[int, ...]:
    """Where in the code an effect comes, to compare with others of the same function."""
    return (*(call.place.line for call in effect.chain), effect.place.line)


def meeting(first: Effect, second: Effect) -> tuple[Place, Place, int]:
    """Where the function that does both does them, or calls what does; and how many calls lead to that function."""
    depth = 0
    for one, two in zip(first.chain, second.chain, strict=False):
        if one != two:
            break
        depth += 1
    places = [item.chain[depth].place if len(item.chain) > depth else item.place for item in (first, second)]
    return places[0], places[1], depth


def decided_between(first: Effect, second: Effect) -> list[Arm]:
    """What the code decides after the first before it does the second: arms that the second is in, and not in.

    An arm that is left by the function has a negative index: the second is done when it is not taken.
    """
    outer = {arm.at for arm in first.way.arms}
    found = [arm for arm in second.way.arms if arm.at not in outer]
    before = {span.at: span.since for span in first.way.spans}
    for span in second.way.spans:
        since = before.get(span.at)
        if since is not None:
            found += [Arm(arm.at, -1 - arm.index, arm.condition) for number, arm in span.guards if number > since]
    return found
