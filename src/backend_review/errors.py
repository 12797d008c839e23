"""What can go wrong in a way the person at the keyboard can mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class UserError(Exception):
    """Wrong usage or configuration: one line that says what is wrong and where, and a hint how to mend it.

    The command line prints it without a traceback and exits with 2.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class EngineError(Exception):
    """An engine could not do its part; what others found still counts, and the review is incomplete (exit 3)."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to a mistyped one, or None when nothing is close enough to suggest."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint line for a mistyped word: the nearest known one, or None."""
    match = nearest(word, known)
    return f"did you mean '{match}'?" if match else None
