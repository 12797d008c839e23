"""Foreign keys get an index: ``@@index([authorId])`` at the end of the model."""

from __future__ import annotations

import re

from backend_review.fixes.proposal import Proposal, Replacement, Site

_INDEX = re.compile(r"`(@@index\(\[[\w, ]+\]\))`")
_BLOCK = re.compile(rb"^[ \t]*@@", re.MULTILINE)
_BEHIND = "the database builds the index when the migration runs: on a large table that takes long and blocks writes"


def fix(site: Site) -> Proposal | None:
    """Write the index that the finding asks for into the model around it."""
    data, found = site.file.data, _INDEX.search(site.finding.message)
    if found is None:
        return None
    start = 0
    for _ in range(site.finding.start.line - 1):
        start = data.find(b"\n", start) + 1
    body = data.rfind(b"{", 0, start)
    end = re.compile(rb"^[ \t]*\}", re.MULTILINE).search(data, start)
    if body < 0 or end is None or found[1].encode() in data[body : end.start()]:
        return None
    line = data[start : data.find(b"\n", start)]
    indent = line[: len(line) - len(line.lstrip())]
    newline = b"\r\n" if line.endswith(b"\r") else b"\n"
    apart = b"" if _BLOCK.search(data, body, end.start()) else newline
    text = apart + indent + found[1].encode() + newline
    return Proposal(f"add `{found[1]}`", False, (Replacement(end.start(), end.start(), text),), _BEHIND)
