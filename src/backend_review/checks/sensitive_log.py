"""Dropping what runs in a browser, and "tokens" that are words of a language, not credentials."""

from __future__ import annotations

import re

from backend_review.finding import Match
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

_LANGUAGE_TOKENS = re.compile(rb"(?i)\b(tokeni[sz]er?|lexer|tokentype|token_type\s*==|TokenKind|vocab|nltk|spacy|tiktoken|transformers)\b")
# Fields taken out of a body are judged by their own names.
_TAKEN_APART = re.compile(r"\b(const|let|var)\s*\{(?![^}]*\.\.\.)[^}]*\}\s*(:[^=]+)?=")
_MASKED = re.compile(r"(?i)mask|redact|sanitiz|sanitis|obfuscat|scrub|\*{3}|hidden|hash|censor|strip_?secret|omit")


def refine(match: Match, file: SourceFile) -> Match | None:
    """Keep what puts a credential into a server's log."""
    if file is None:
        return match
    if is_frontend(file):
        return None
    if match.variant.endswith("-token") and _LANGUAGE_TOKENS.search(file.data):
        return None
    if match.variant.endswith("javascript-request") and any(
        _TAKEN_APART.search(file.line(step.line)) for step in match.trace if step.path == match.path
    ):
        return None
    if _MASKED.search(match.metavars.get("$X", "")):
        return None
    return match
