"""Handlers that make an error disappear. A check of its own because a comment that says why makes one innocent."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.checks.swallowed_error import go, javascript, python
from backend_review.checks.swallowed_error.tree import Tree
from backend_review.finding import Match
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

__all__ = ["LANGUAGES", "find"]

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_TOKENS = {"python": b"except", "javascript": b"catch", "typescript": b"catch", "go": b"rr"}


def find(file: SourceFile) -> Iterator[Match]:
    """Every silent handler of a file."""
    if file.language not in _TOKENS:
        return
    if file.language == "go":
        if not any(word in file.data for word in (b"err", b"Err", b"_ =", b"_ :=", b"recover()")):
            return
    elif _TOKENS[file.language] not in file.data:
        return
    if is_frontend(file):
        return
    tree = Tree(file)
    if file.language == "python":
        yield from python.judge(tree)
    elif file.language == "go":
        yield from go.judge(tree)
    else:
        yield from javascript.judge(tree)
