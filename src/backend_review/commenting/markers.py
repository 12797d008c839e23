"""The first line of everything we write, by which a later run knows it again. It is an HTML comment: nobody sees it.

A marker counts only as the very first thing of a text of our own login's: text of the code under review, or of a model,
is never put there, and HTML comments inside of it are escaped.
"""

from __future__ import annotations

import re

import msgspec

FINDING, MODEL, REVIEW, SUMMARY = "finding", "model", "review", "summary"
NAME = re.compile(r"[A-Za-z0-9_.]{1,40}")
_MARKER = re.compile(
    r"<!-- backend-review:v1 ([A-Za-z0-9_.]{1,40}) (finding|model|review|summary)"
    r"(?: ([0-9a-f]{8,64}))?( fixed)? -->\r?(?:\n|$)"
)


class Marker(msgspec.Struct, frozen=True):
    """``name`` tells several reviews of one pull request apart, ``key`` is a fingerprint, ``fixed`` says it is gone."""

    name: str
    kind: str
    key: str = ""
    fixed: bool = False

    def __str__(self) -> str:
        key = f" {self.key}" if self.key else ""
        return f"<!-- backend-review:v1 {self.name} {self.kind}{key}{' fixed' if self.fixed else ''} -->"


def marker_of(body: str) -> Marker | None:
    """The marker that a text begins with."""
    found = _MARKER.match(body)
    if found is None:
        return None
    name, kind, key, fixed = found.groups()
    return Marker(name, kind, key or "", bool(fixed))
