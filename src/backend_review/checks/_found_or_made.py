"""Rows that are made by whoever needs them first: a repeated request finds them there and goes on."""

from __future__ import annotations

import re
from collections.abc import Callable

from backend_review.backend import Backend
from backend_review.checks._statements import statement_at
from backend_review.model.effects import Effect
from backend_review.model.paths import meeting, order
from backend_review.model.writes import is_upsert

# What is made once, by whoever needs it first: it says so, or is called for what it gives. What is done about an error.
_FOUND_OR_MADE = re.compile(r"(?i)get_?or|or_?get|find_?or|or_?find|ensure|upsert|or_?update|first_?or")
_GIVES = re.compile(r"^[$_]*(?:[gG]et|[fF]ind|[lL]oad|fetch)(?=[A-Z_]|$)")

# ``if not trail:``, ``if trail is None:``, ``if (!trail)``, ``if errors.Is(err, gorm.ErrRecordNotFound)``
_MISSING = re.compile(
    r"^[\s(]*(?:not\s+\w+|!\w+|\w+\s*(?:is None|={2,3}\s*(?:null|undefined|nil)))[\s)]*$|ErrRecordNotFound|ErrNoRows|ErrNoDocuments"
)
# ``if user != nil {``, ``if user is not None:``, ``if (user) {``
_THERE = re.compile(r"^[\s(]*(?P<name>[A-Za-z_$]\w*)\s*(?:!={1,2}\s*(?:nil|null|undefined)|is not None)?[\s)]*$")


def is_found_or_made(
    backend: Backend,
    effects: list[Effect],
    pair: tuple[Effect, Effect],
    table: str,
    table_of: Callable[[Backend, Effect], str],
) -> bool:
    """Whether one of two writes is made only where it is missing yet, or on the way to a row of the second's table."""
    first, second = pair
    depth = meeting(first, second)[2]
    if is_upsert(first.by) or _was_missing(effects, first) or _is_given_back(backend, first, depth):
        return True
    if _is_asked_for(first, depth) or _is_asked_for(second, depth):
        return True
    begin = first.chain[: depth + 1] if _is_on_the_way(first, depth) else ()
    return bool(begin) and any(
        effect.kind == "read_one"
        and effect.chain[: depth + 1] == begin
        and order(effect) < order(first)
        and table_of(backend, effect) == table
        for effect in effects
    )


def _is_on_the_way(first: Effect, depth: int) -> bool:
    """Whether a helper writes only in some cases: ``post = Post.access(id)`` that notes who reads it for the first time."""
    return len(first.chain) > depth and any(len(arm.at) > depth + 1 for arm in first.way.arms)


def _was_missing(effects: list[Effect], effect: Effect) -> bool:
    """Whether a row is made because it was looked for and not there: a repeated request finds it and goes on."""
    if not any(arm.index == 0 and _MISSING.search(arm.condition) for arm in effect.way.arms[-1:]):
        return False
    reads = {
        (e.what, e.chain[:-1]) for e in effects if e.kind in {"read_one", "read_many"} and order(e) < order(effect)
    }
    return any(what == effect.what for what, _ in reads)


def _is_given_back(backend: Backend, effect: Effect, depth: int) -> bool:
    """Whether the helper that makes a row gives back the one it has found, and goes on only where there was none."""
    for span in effect.way.spans:
        for number, arm in span.guards:
            asked = _THERE.match(arm.condition) if arm.index == 0 and number <= span.since else None
            if asked is None or len(span.at) - 1 <= depth or asked["name"].lower().startswith("err"):
                continue
            node = statement_at(backend, arm.at[-1])
            written = (node.text or b"").decode(errors="replace") if node is not None else ""
            if re.search(rf"\breturn\s+[&*(\[{{]*{re.escape(asked['name'])}\b", written[:400]):
                return True
    return False


def _is_asked_for(effect: Effect, depth: int) -> bool:
    """Whether a write is done on the way to a row that is asked for; ``depth`` calls lead to the function that does both."""
    if any(_FOUND_OR_MADE.search(call.name) for call in effect.chain[depth:]):
        return True
    return any(_GIVES.search(call.name.rpartition(".")[2]) for call in effect.chain)
