"""What edits leave behind: an import that was used only by what they replaced."""

from __future__ import annotations

from collections.abc import Sequence

from backend_review.fixes.proposal import Replacement
from backend_review.project.source import SourceFile


def completed(file: SourceFile, edits: Sequence[Replacement]) -> list[Replacement]:
    """The edits and those that clear up after all of them together. Raises ValueError when they overlap."""
    if file.language != "go":
        return list(edits)
    from backend_review.fixes.go._imports import left_over  # late: only a file of Go pays for it

    return [*edits, *left_over(file, edits)]
