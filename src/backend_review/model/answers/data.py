"""The plain data: one answer that a handler may give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backend_review.model.routes import Place
from backend_review.model.values import Unknown, Value

if TYPE_CHECKING:
    from backend_review.model.effects import Step

# The type of the objects that stand for an answer that is made and not sent yet.
ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that a handler gives, by itself or through what it calls.

    ``status`` is None where the framework chooses it. ``kind`` is one of json, html, text, file, stream, redirect,
    empty, or "" when that is not known. ``body`` is what is sent and ``written`` the same as it stands in the code.
    ``error`` says that it goes the way of errors: an exception, ``abort``, ``next(err)``; ``raised`` names the class of
    the exception. ``condition`` is the innermost one that it stands under, ``on error`` in the handler of an exception;
    ``chain`` the calls that lead to it, the handler's own first.
    """

    status: int | None
    kind: str
    body: Value = field(default_factory=Unknown, compare=False)
    written: str = ""
    error: bool = False
    raised: str = ""
    place: Place = field(default_factory=lambda: Place("", 0))
    chain: tuple[Step, ...] = ()
    condition: str = ""


ON_ERROR = "on error"
