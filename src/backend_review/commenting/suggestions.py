"""Fixes as suggestions that GitHub can commit: new text for whole lines of one stretch that the diff shows.

A suggestion replaces exactly the lines its comment is on, so the lines it replaces must be known to be those that were
reviewed: the finding's own, or lines that the pull request adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from backend_review.commenting.patches import Anchor, DiffFile, Hunk
from backend_review.commenting.report import Finding, ModelComment
from backend_review.editing import edited
from backend_review.finding import Edit

_MOST_LINES = 60


class Suggestion(msgspec.Struct, frozen=True):
    """The lines that stand instead of those of the anchor; none to delete them."""

    anchor: Anchor
    before: tuple[str, ...]
    lines: tuple[str, ...]


def of_finding(files: Mapping[str, DiffFile], finding: Finding) -> Suggestion | None:
    """A finding's fix as a suggestion, or None when its edits are not whole lines of one stretch in the diff."""
    if finding.fix is None or not finding.fix.edits:
        return None
    edits = finding.fix.edits
    first = min(edit.start.line for edit in edits)
    last = max(_last_line(edit) for edit in edits)
    reviewed = range(finding.start.line, finding.start.line + finding.snippet.count("\n") + 1)
    before = _shown(files, finding.path, first, last, reviewed)
    if before is None:
        return None
    after = _edited(before, first, edits)
    if after is None or after == before:
        return None
    head, tail = _alike(before, after)
    return _suggestion(
        Anchor(finding.path, first + head, last - tail),
        before[head : len(before) - tail],
        after[head : len(after) - tail],
    )


def of_comment(files: Mapping[str, DiffFile], comment: ModelComment) -> Suggestion | None:
    """What a model suggests for its comment's lines."""
    if comment.suggestion is None:
        return None
    before = _shown(files, comment.path, comment.start, comment.end, range(comment.start, comment.end + 1))
    if before is None:
        return None
    text = comment.suggestion.removesuffix("\n")
    after = text.split("\n") if text else []
    return _suggestion(Anchor(comment.path, comment.start, comment.end), before, after)


def _suggestion(anchor: Anchor, before: Sequence[str], after: Sequence[str]) -> Suggestion | None:
    # Line ends of Windows would become mixed ones; characters that are not shown would be committed unseen.
    if any(not char.isprintable() and char != "\t" for line in (*before, *after) for char in line):
        return None
    return Suggestion(anchor, tuple(before), tuple(after))


def _last_line(edit: Edit) -> int:
    """The last line that an edit changes: one that ends before the first column of a line leaves that line alone."""
    return edit.end.line - 1 if edit.end.column == 1 and edit.end.line > edit.start.line else edit.end.line


def _shown(files: Mapping[str, DiffFile], path: str, first: int, last: int, reviewed: range) -> list[str] | None:
    """The text of these lines, where one hunk shows all of them and each is the reviewed one or an added one."""
    file = files.get(path)
    hunk: Hunk | None = file.hunk(first) if file is not None else None
    if hunk is None or not first <= last <= min(hunk.last, first + _MOST_LINES):
        return None
    lines = [hunk.at(number) for number in range(first, last + 1)]
    if not all(line is not None and (line.added or line.number in reviewed) for line in lines):
        return None
    return [line.text for line in lines if line is not None]


def _edited(before: Sequence[str], first: int, edits: Sequence[Edit]) -> list[str] | None:
    """The lines with the edits in place; None when these do not fit, or join the last line with the next."""
    result = edited("".join(f"{line}\n" for line in before), edits, first)
    if result is None or (result and not result.endswith("\n")):
        return None
    return result.split("\n")[:-1] if result else []


def _alike(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many lines both begin and end with alike; one line is always left to put the comment on."""
    most = min(len(before) - 1, len(after))
    head = 0
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before) - 1 - head, len(after) - head) and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, tail
