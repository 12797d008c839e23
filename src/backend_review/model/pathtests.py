"""Tests of a route's path, whose parameters may be anything: yes, no, or None for what the path does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from backend_review.model.routes import normal_path
from backend_review.model.values import HOLE

Tri: TypeAlias = bool | None


def any_of(said: Sequence[Tri]) -> Tri:
    """Whether one of several holds."""
    return True if True in said else None if None in said else False


def same_path(path: str | None, text: str | None) -> Tri:
    """Whether a text written in the code is the path, whatever its parameters are called."""
    if path is None or text is None or HOLE in text:
        return None
    parts, wanted = path.rstrip("/").split("/"), normal_path(text).rstrip("/").split("/")
    return len(parts) == len(wanted) and all(
        a == b or (a.startswith("{") and b.startswith("{")) for a, b in zip(parts, wanted, strict=True)
    )


def matches_glob(pattern: str | None, path: str) -> Tri:
    """Go's path.Match, for patterns whose only sign is ``*``."""
    if pattern is None or HOLE in pattern or re.search(r"[?\[\\]", pattern) or pattern.count("*") > 3:
        return None
    return re.fullmatch("[^/]*".join(map(re.escape, pattern.split("*"))), path) is not None
