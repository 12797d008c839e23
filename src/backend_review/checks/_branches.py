"""Findings that both branches of a conditional expression would have: ``asc(text(key)) if up else desc(text(key))``."""

from __future__ import annotations

import re

from backend_review.checks._trees import CALLS, root_of, text
from backend_review.finding import Match
from backend_review.project.source import SourceFile

_CHOICES = {"conditional_expression", "ternary_expression"}
_CHOOSES = re.compile(r"\belse\b|\?|:")
_NEAR = 4  # lines before a match, where its condition may stand


def is_told_before(match: Match, file: SourceFile) -> bool:
    """Whether the call that a match is about stands as it is in an earlier branch of the same expression, which is
    where one is told of it."""
    row, end_row = match.start.line - 1, match.end.line - 1
    if end_row >= len(file.lines) or not _CHOOSES.search("\n".join(file.lines[max(0, row - _NEAR) : row + 1])):
        return False
    start = len(file.lines[row][: match.start.column - 1].encode())
    end = len(file.lines[end_row][: match.end.column - 1].encode())
    node = root_of(file).named_descendant_for_point_range((row, start), (end_row, max(start, end)))
    while node is not None and node.type not in CALLS:
        node = node.parent if node.parent is not None and node.parent.type not in _CHOICES else None
    if node is None:
        return False
    call, inner = text(node), node
    while inner.parent is not None and "statement" not in inner.parent.type:
        branches = inner.parent.named_children
        if inner.parent.type in _CHOICES and inner == branches[-1] and call in text(inner.parent)[: -len(text(inner))]:
            return True
        inner = inner.parent
    return False
