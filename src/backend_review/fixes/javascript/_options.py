"""Objects of options that calls take: a key that is added, or gets another value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare
from backend_review.fixes.proposal import Replacement
from backend_review.index.expressions.data import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node


def with_options(code: Code, call: Node, place: int, **wanted: str) -> list[Replacement] | None:
    """The edits that give a call's options (its argument number ``place``) these keys; None where they are not seen.

    A key that is there gets the new value; a callback behind the options stays behind them.
    """
    given = call.child_by_field_name("arguments")
    if given is None or given.type != "arguments" or any(node.type == "spread_element" for node in arguments(call)):
        return None
    there = arguments(call)
    if place < len(there) and bare(there[place]) is not None and there[place].type not in FUNCTIONS:
        found = code.object_behind(there[place])
        return with_keys(code, found, **wanted) if found is not None else None
    added = "{ " + ", ".join(f"{key}: {value}" for key, value in wanted.items()) + " }"
    missing = ["undefined"] * (place - sum(node.type not in FUNCTIONS for node in there))
    text = ", ".join([*missing, added])
    if there and there[-1].type in FUNCTIONS:
        if missing:
            return None
        return [code.inserted(there[-1].start_byte, f"{text}, ")]
    edit = code.appended(call, text)
    return [edit] if edit is not None else None


def with_keys(code: Code, given: Node, **wanted: str) -> list[Replacement] | None:
    """The edits that give an object literal these keys; None where one has a method of that name."""
    edits, added = [], []
    for key, value in wanted.items():
        pair = code.property_of(given, key)
        if pair is None:
            added.append(f"{key}: {value}")
        elif pair.type == "pair":
            there = pair.child_by_field_name("value")
            if there is None:
                return None
            if code.text(there) != value:
                edits.append(code.replaced(there, value))
        else:
            edits.append(code.replaced(pair, f"{key}: {value}"))
    if added:
        edits.append(code.with_property(given, *added))
    return edits
