"""Names for findings that survive moved lines.

A fingerprint is made of the rule, the path and the code itself (white space folded), never of line numbers; equal
lines in one file are told apart by their order.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

_HASHED_LINES = 3


def fingerprints(places: Sequence[tuple[str, str, Sequence[str]]]) -> list[str]:
    """A fingerprint for each (rule, path, lines of code), in the order given; equal ones are numbered in that order."""
    seen: Counter[str] = Counter()
    result = []
    for rule, path, lines in places:
        code = "\n".join(" ".join(line.split()) for line in lines[:_HASHED_LINES])
        key = hashlib.sha256(f"{rule}\0{path}\0{code}".encode()).hexdigest()[:32]
        result.append(hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:32])
        seen[key] += 1
    return result
