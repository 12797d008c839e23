"""Tokens that are read without their signature, algorithm or expiry being checked."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.checks.jwt.collect import tokens_of
from backend_review.checks.jwt.looking import Look
from backend_review.checks.jwt.reports import LANGUAGES
from backend_review.checks.jwt.unverified_go import GoLook
from backend_review.checks.jwt.unverified_javascript import JavaScriptLook
from backend_review.checks.jwt.unverified_python import PythonLook
from backend_review.finding import Match
from backend_review.project.source import SourceFile

__all__ = ["LANGUAGES", "find"]

_LOOKS: dict[str, type[Look]] = {"python": PythonLook, "javascript": JavaScriptLook, "go": GoLook}


def find(file: SourceFile) -> Iterator[Match]:
    """Reading calls that verify too little, and signing calls that do not sign."""
    tokens = tokens_of(file)
    if tokens is not None:
        yield from _LOOKS[tokens.code.language](file, tokens).find()
