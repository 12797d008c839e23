"""CORS rules that let every website in: what each library is told, what it does when told nothing, headers by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks.permissive_cors.go import Go
from backend_review.checks.permissive_cors.headers import headers
from backend_review.checks.permissive_cors.javascript import JavaScript
from backend_review.checks.permissive_cors.python import Python
from backend_review.checks.permissive_cors.settings import from_settings
from backend_review.finding import Match
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

__all__ = ["LANGUAGES", "find_in", "judge"]

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_QUICK = re.compile(
    rb"(?i)\bcors|access-?control-?allow-?origin|check_?origin|allowed_?origins|cross_origin|AcceptOptions|socket\.io|allow_?origins"
)


def find_in(file: SourceFile, project: Project) -> Iterator[Match]:
    if not _QUICK.search(file.data) or file.path.endswith((".jsx", ".tsx")):
        return
    code = {"python": Python, "go": Go}.get(file.language, JavaScript)(file)
    seen: set[int] = set()
    for match in (*code.find(), *headers(code, project)):
        if match.start.line not in seen:
            seen.add(match.start.line)
            yield match


def judge(backend: Backend) -> Iterator[Match]:
    """What only several files show: the origins of another file's settings."""
    yield from from_settings(backend)
