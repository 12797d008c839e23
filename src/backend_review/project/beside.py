"""Roles that a file's own name does not tell, but what is around it: who imports it, and which module it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from backend_review.project.roles import PRODUCTION, TEST, TOOL, role_of
from backend_review.project.source import SourceFile

_PACKAGE = re.compile(rb"(?m)^package (\w+)")


def settle(root: Path, files: Iterable[SourceFile]) -> None:
    """Give Go files the role that the project shows them to have.

    A package that is named like ``httptest`` and that only tests import is for tests; a script that is a module of its
    own is no part of the program, but a tool of those who work on it.
    """
    code = [file for file in files if file.language == "go"]
    for folder in sorted({PurePosixPath(file.path).parent for file in code if file.role == PRODUCTION}):
        if re.fullmatch(r"[a-z]\w+test", folder.name) and _only_tests_import(folder, code):
            for file in code:
                if file.role == PRODUCTION and PurePosixPath(file.path).parent == folder:
                    file.role = TEST
    for file in code:
        if file.role == "script" and _is_own_module(root, PurePosixPath(file.path).parent):
            file.role = TOOL


def _only_tests_import(folder: PurePosixPath, code: list[SourceFile]) -> bool:
    """Whether some test and nothing else imports the package in a folder."""
    imported = re.compile(rb'"(?:[^"\n]+/)?%s"' % re.escape(str(folder)).encode())
    inside = [file for file in code if PurePosixPath(file.path).parent == folder]
    if any((found := _PACKAGE.search(file.data)) is not None and found.group(1) == b"main" for file in inside):
        return False
    users = {file.role for file in code if file not in inside and imported.search(file.data)}
    return users == {TEST}


def _is_own_module(root: Path, folder: PurePosixPath) -> bool:
    """Whether a folder is in a Go module that begins among the scripts."""
    return any(
        (root / place / "go.mod").is_file()
        for place in (folder, *folder.parents)
        if place.parts and role_of(f"{place}/main.go") == "script"
    )
