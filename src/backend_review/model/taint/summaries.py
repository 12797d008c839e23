"""What is known of a function: what it does with its parameters and with input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import msgspec
from msgspec.structs import replace

from backend_review.finding import Position, TraceStep
from backend_review.model.taint.data import Core, Taint, join, whole
from backend_review.model.taint.marks import Mark


class Flow(msgspec.Struct, frozen=True):
    """Something reaches a marked sink: ``steps`` lead there from the function's start or from where input enters."""

    core: Core
    variant: str
    path: str
    mark: Mark
    steps: tuple[TraceStep, ...]

    @property
    def key(self) -> tuple[object, ...]:
        return (self.core, self.variant, self.path, self.mark.end, self.mark.start, self.mark.into)


@dataclass(slots=True, frozen=True)
class Carried:
    """What some functions keep on the request for others, by the member, with the file that it is kept in.

    ``shared`` tells whether two files may be of one program.
    """

    kept: Mapping[str, list[tuple[str, Taint]]]
    shared: Callable[[str, str], bool]

    def under(self, path: str, name: str) -> Taint:
        """What a member of the request holds in a file, each part of it in its place."""
        found: list[Taint] = []
        for kept, values in self.kept.items():
            if kept == name or kept.startswith(f"{name}."):
                here = (value for other, value in values if self.shared(path, other))
                found += [
                    {replace(core, at=kept[len(name) + 1 :]): steps for core, steps in whole(value).items()}
                    for value in here
                ]
        return join(*found)


# Values that are known to be of ours, as they are written, and the parameters that must be ours for that.
Fine: TypeAlias = Mapping[str, frozenset[str]]
NO_FINE: Fine = {}


class Told(NamedTuple):
    """What is known of values when a condition holds, and when not."""

    yes: Fine = NO_FINE
    no: Fine = NO_FINE


NOTHING_TOLD = Told()


@dataclass(slots=True)
class Guards:
    """What is certain of the parameters of a function by how it ends; None where it never ends so."""

    yes: Fine | None = None
    no: Fine | None = None

    def told(self) -> Told:
        """What its answer tells; one that it never gives tells nothing."""
        return Told(self.yes or NO_FINE, self.no or NO_FINE)

    @property
    def passes(self) -> Fine:
        """What is certain whenever it returns at all."""
        ways = [way for way in (self.yes, self.no) if way is not None]
        return common(ways) if ways else NO_FINE


def common(ways: Sequence[Fine]) -> dict[str, frozenset[str]]:
    """What is known on all of several ways."""
    if not ways:
        return {}
    return {text: frozenset().union(*(way[text] for way in ways)) for text in ways[0] if all(text in w for w in ways)}


Taken: TypeAlias = tuple[str, str, Position, Position]  # a sink: pattern, path, and where it begins and ends


@dataclass(slots=True)
class Summary:
    """What a function does: what reaches sinks, what it returns, and what it puts into its parameters."""

    flows: dict[tuple[object, ...], Flow] = field(default_factory=dict)
    returns: Taint = field(default_factory=dict)
    further: list[Taint] = field(default_factory=list)  # Go: its second result and those after it
    fills: dict[str, Taint] = field(default_factory=dict)  # by parameter
    kept_out: set[Taken] = field(default_factory=set)  # sinks that input was kept from
    harmed: set[Taken] = field(default_factory=set)  # those that something harmful reaches
    guards: Guards = field(default_factory=Guards)  # what is certain of its parameters
    objects: set[str] = field(default_factory=set)  # the parameters that are no values of its callers
    leaves: bool = False  # it never comes back: it raises
    cut: bool = False  # it was not gone through: it calls itself, or is called too deep

    def add(self, flows: Iterable[Flow]) -> None:
        """Note flows, the first of each."""
        for flow in flows:
            self.flows.setdefault(flow.key, flow)
