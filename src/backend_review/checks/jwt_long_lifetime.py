"""Access tokens that stay valid for more than a day."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.checks.jwt.durations import DAY
from backend_review.checks.jwt.longevity import longer_than
from backend_review.checks.jwt.reports import LANGUAGES, match
from backend_review.finding import Match
from backend_review.project.source import SourceFile

__all__ = ["LANGUAGES", "find"]

_RULE = "jwt-long-lifetime"
_MESSAGE = (
    "This access token is valid for $SPAN, so a stolen one can be used that long and cannot be taken back. "
    "Let it live minutes (15 is usual) and issue a refresh token for the rest."
)


def find(file: SourceFile) -> Iterator[Match]:
    """Expiry claims, lifetime options and lifetime settings of more than a day."""
    for found in longer_than(file, DAY):
        yield match(
            file,
            _RULE,
            found.value.node,
            _MESSAGE,
            variant=found.language,
            metavars={"$SPAN": found.words},
        )
