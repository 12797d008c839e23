"""Comments that say why an error may be ignored."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._marks import MARK
from backend_review.checks._syntax import text_of

_OF_SAMPLE = re.compile(MARK)
_DIRECTIVE = re.compile(
    r"(noqa(:\s*[A-Z]+\d+(\s*,\s*[A-Z]+\d+)*)?|type:\s*ignore(\[[\w, -]*\])?|pylint:\s*\S+|pragma:?\s*no.?cover|nosec(\s+B\d+)?|"
    r"nolint\S*|eslint-disable\S*(\s+[\w@/-]+(\s*,\s*[\w@/-]+)*)?|@ts-\S+|istanbul ignore \w+|c8 ignore \w+|noinspection \w+|"
    r"nosemgrep\S*|NOSONAR|pyright:\s*\S+|skipcq\S*|lint:\S*)",
    re.IGNORECASE,
)
_EMPTY_WORDS = re.compile(
    r"^\W*((do(es)?|doing)? ?nothing( here)?|no-?op|pass|empty|(just |silently |simply )?"
    r"(ignor(e|es|ed|ing)|swallow|skip|suppress)( it| this| that| the| all| any)?( errors?| exceptions?| failures?| err)?|"
    r"(todo|fixme|xxx|hack)\b.*|(handle|log)( the| this)? ?(errors?|exceptions?|it)?( here| later| properly)?|errors?|whatever|bad practice.*|"
    r"catch( all)?( errors?| exceptions?)?|return( null| nil| none| false| undefined)?|continue|exception|oops|bug.*|vuln.*|bad[:,.].*)\W*$",
    re.IGNORECASE,
)
REASON_ABOVE = re.compile(
    r"best.?effort|optional|fail|error|exception|swallow|\bmay not\b|might not|ignor|doesn't matter|not critical|non-?fatal|tolerat|"
    r"invalid|if (it|this|that) ",
    re.IGNORECASE,
)


def words(comment: Node) -> str:
    """What a comment says, without its signs, directives and sample marks."""
    text = re.sub(r"^(#+|//+|/\*+)|\*+/$", "", text_of(comment)).strip()
    return "" if _OF_SAMPLE.match(text) else _DIRECTIVE.sub("", text).strip(" -:*,")


def says_why(comments: list[Node]) -> bool:
    text = " ".join(words(node) for node in comments).strip()
    return len(re.findall(r"\w+", text)) >= 2 and not _EMPTY_WORDS.match(text)
