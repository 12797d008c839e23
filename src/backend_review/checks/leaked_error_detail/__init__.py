"""The text of an unexpected error in a response. A check of its own: it depends on the class that is caught, on the condition
around it and on the status, and asking that of every expression is too slow for a data-flow engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks.leaked_error_detail.leaks import Leaks
from backend_review.finding import Match
from backend_review.index.project import Project
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_WORTH_A_LOOK = {
    "python": re.compile(rb"\bexcept\b|traceback|exception_handler|errorhandler|handle_exception"),
    "javascript": re.compile(rb"(?i)\bcatch\b|err"),
    "go": re.compile(rb"\.Error\(\)|[eE]rr\b|debug\.Stack"),
}


def find_in(file: SourceFile, project: Project) -> Iterator[Match]:
    """Every response of a file that holds the text of an error; the project tells who catches what is thrown."""
    kind = "javascript" if file.language == "typescript" else file.language
    if _WORTH_A_LOOK[kind].search(file.data) and not is_frontend(file):
        yield from Leaks(file).find(project)
