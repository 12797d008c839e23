"""Which patterns a file is worth asking about: those whose sinks its functions lead to, or work for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from backend_review.model.taint import Key


def concerns(
    reaching: Mapping[Key, Collection[str]],
    callers: Iterable[Mapping[Key, Collection[Key]]],
    everything: Collection[Key],
) -> dict[str, set[str]]:
    """The patterns that matter in files, by path.

    ``reaching`` has the patterns whose sinks lie in a function, or are reached by what it is given; ``callers`` the
    functions that call one. What somebody hands to such a function matters where that is taken from: in its caller,
    and in all that the caller calls in turn. Functions that are in ``everything`` keep values for others: all of the
    patterns matter to them.
    """
    everywhere = {name for names in reaching.values() for name in names}
    calls: dict[Key, list[Key]] = defaultdict(list)
    concerned: dict[Key, set[str]] = defaultdict(set)
    for key, names in reaching.items():
        concerned[key] |= set(names)
    for key, those in (item for known in callers for item in known.items()):
        for caller in those:
            calls[caller].append(key)
            concerned[caller] |= set(reaching.get(key, ()))
    for key in everything:
        concerned[key] |= everywhere
    pending = [key for key, names in concerned.items() if names]
    while pending:
        caller = pending.pop()
        for key in calls[caller]:
            if not concerned[caller] <= concerned[key]:
                concerned[key] |= concerned[caller]
                pending.append(key)
    found: dict[str, set[str]] = defaultdict(set)
    for (path, _), names in concerned.items():
        found[path] |= names
    return found
