"""A pull request as it is: plain values, read by ``github.py``."""

from __future__ import annotations

import msgspec

from backend_review.commenting.markers import Marker
from backend_review.commenting.patches import DiffFile


class Thread(msgspec.Struct, frozen=True):
    """A conversation about lines; ``resolved_by`` is a login, "" while it is open."""

    id: str
    resolved: bool = False
    resolved_by: str = ""


class OwnComment(msgspec.Struct, frozen=True):
    """A line comment that we wrote. ``line`` is 0 when the lines are no longer in the diff ("outdated")."""

    id: int
    marker: Marker
    body: str
    path: str
    start: int
    line: int
    thread: Thread | None = None


class OwnSummary(msgspec.Struct, frozen=True):
    """The summary that we wrote."""

    id: int
    body: str


class PullRequest(msgspec.Struct, frozen=True):
    """What a plan depends on: the diff, and what we wrote before. ``me`` is our login."""

    number: int
    head: str
    files: dict[str, DiffFile]
    me: str = ""
    comments: tuple[OwnComment, ...] = ()
    summaries: tuple[OwnSummary, ...] = ()
    files_cut: bool = False  # GitHub lists no more than 3,000
