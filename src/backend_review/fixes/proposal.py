"""What a fixer is given, and what it gives back: plain values."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from backend_review.backend import Backend
from backend_review.finding import Finding
from backend_review.project.source import SourceFile


class Site(msgspec.Struct, frozen=True):
    """A finding with its file; ``backend`` gives the model of the whole project, built when first asked."""

    file: SourceFile
    finding: Finding
    backend: Callable[[], Backend]


class Replacement(msgspec.Struct, frozen=True, order=True):
    """New text for the bytes from ``start`` up to ``end`` (not included) of a file; nothing where they are equal."""

    start: int
    end: int
    text: bytes


class Proposal(msgspec.Struct, frozen=True):
    """Edits of one file that would mend a finding; they do not overlap.

    ``description`` is an imperative clause that names the code's own things ("bind `user_id` as a parameter").
    ``safe`` says that the program does the same as before for every input that was meant; what changes behaviour that
    somebody may rely on (a limit, an expiry, a stored format) is not safe. ``behind`` says, for one that is not safe,
    what to look at before taking it.
    """

    description: str
    safe: bool
    edits: tuple[Replacement, ...]
    behind: str = ""
