"""``SELECT *`` in the SQL texts of programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks._syntax import positions
from backend_review.checks._trees import STRINGS, root_of, text, walk
from backend_review.finding import Match
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_QUICK = re.compile(rb"(?i)\bselect\b[^;]{0,400}?\*")
_STAR = re.compile(
    r"(?P<before>exists\s*\(\s*)?\bselect\s+(?:distinct\s+|all\s+)?(?:\w+\.)?\*\s*(?:,[^;]*?)?\s+from\s+(?P<table>[\w.\"`\[]+|\()",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"^[frbuFRBU]*[\"'`]+\s*(?:(?:--[^\n]*|/\*.*?\*/)\s*)*\(?\s*(?:select|with|insert|create)\b",
    re.IGNORECASE | re.DOTALL,
)


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each text of SQL that reads all columns of a table."""
    if not _QUICK.search(file.data):
        return
    for node in walk(root_of(file), STRINGS):
        if node.parent is not None and node.parent.type in STRINGS:
            continue
        written = text(node)
        if not _BEGINS.match(written):
            continue
        found = next((item for item in _STAR.finditer(written) if _counts(item, written)), None)
        if found is None:
            continue
        start, end = positions(file, node)
        table = found["table"].strip('"`[')
        yield Match(
            rule="select-star",
            path=file.path,
            start=start,
            end=end,
            message=f"This reads every column of `{table}`, also the large and the secret ones, and changes with the table. "
            "Name the columns that are used.",
        )


def _counts(found: re.Match[str], written: str) -> bool:
    """Whether the star is that of a table: not of a sub-select, nor of a name that WITH defines."""
    table = found["table"].strip('"`[')
    if found["before"] or table == "(":
        return False
    return re.search(rf"(?i)\b{re.escape(table)}\s+as\s+(?:not\s+materialized\s+|materialized\s+)?\(", written) is None
