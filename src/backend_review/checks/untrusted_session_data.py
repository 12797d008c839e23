"""Whether a value that goes into the session was handed to a look-up or a check before."""

from __future__ import annotations

import re

from backend_review.checks._trees import FUNCTIONS, root_of, text, walk
from backend_review.finding import Match
from backend_review.project.source import SourceFile

# Calls that find a row by a value, or say whether it is what it should be.
_CHECKS = (
    r"authenticat\w*|check\w*|verif\w*|valid\w*|log_?in\w*|sign_?in\w*|find\w*|first\w*|filter\w*|get_or_404|get_object\w*|"
    r"select|where|execute\w*|query\w*|exists\w*|look_?up\w*|load\w*|get_\w+|get[A-Z]\w*|fetch\w*|is_\w+|is[A-Z]\w*|compare\w*|"
    r"scalar\w*|all|one\w*|count\w*|run|raw|Query\w*|First|Find\w*|Where|Get\w*|Check\w*|Verif\w*|Auth\w*|Compare\w*|Login\w*"
)
_REQUEST = r"(?:flask\.|self\.)*(?:request|req|ctx|c|r)\."
_WORD = re.compile(r"[A-Za-z_]\w*")
_COMMON = {
    "request", "req", "ctx", "form", "body", "args", "get", "json", "data", "query", "params", "POST", "GET", "self", "c", "r", "str",
    "String", "int", "await", "strip", "lower", "trim",
}  # fmt: skip


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop an identity that something in the function asked about before it was put into the session."""
    if not match.variant.endswith("-identity"):
        return match
    value = match.metavars.get("$VALUE", "")
    words = {word for word in _WORD.findall(value) if word not in _COMMON}
    before = _before(file, match.start.line)
    for word in words:
        found = rf"\b{re.escape(word)}\b(?:\s*,\s*\w+)?\s*:?=\s*(?:await\s+)?(?!{_REQUEST})(?:[\w.]+\.)?(?:{_CHECKS})\("
        if re.search(found, before):
            return None
        asked = rf"\b(?:{_CHECKS})\s*\((?:[^()]|\([^()]*\))*\b{re.escape(word)}\b|\b{re.escape(word)}['\"]?\]?\)?\s*(?:not\s+)?in\s+\w"
        if re.search(asked, before) or re.search(
            rf"==\s*\b{re.escape(word)}\b|\b{re.escape(word)}\s*[!=]==?\s*[\w\"']", before
        ):
            return None
    return match


def _before(file: SourceFile, line: int) -> str:
    """The code of the outermost function around a line up to and with that line."""
    for function in walk(root_of(file), FUNCTIONS):
        start, end = function.start_point.row, function.end_point.row
        if start < line <= end + 1:
            return "\n".join(text(function).split("\n")[: line - start - 1])
    return ""
