"""Code that is no part of the program as it is usually built: what it does is for those who asked for opinions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

import msgspec

from backend_review.catalog import Catalog, Rule
from backend_review.finding import Audience, Match
from backend_review.index.buildtags import is_built
from backend_review.index.project import Project
from backend_review.index.unnamed import Unnamed
from backend_review.project.source import SourceFile

# A secret that is written down is known to whoever reads the code, whatever is built of it.
_WRITTEN_DOWN = {"CWE-259", "CWE-321", "CWE-798"}

_MIGRATION = re.compile(r"(?m)^class Migration\((?:\w+\.)?Migration\):")


def softened(
    catalog: Catalog, by_path: Mapping[str, SourceFile], matches: Iterable[Match], around: Callable[[], Project]
) -> list[Match]:
    """Matches in code that is no part of the program become opinions: Go files that build constraints
    (``//go:build debug``) leave out of the usual build, Django's migrations in folders that nothing loads, functions
    that nothing in the project ``around`` names.

    A project's own rules speak as they are written.
    """
    left_out: dict[str, bool] = {}
    unnamed = Unnamed(around)
    made = []
    for match in matches:
        if match.path not in left_out:
            file = by_path[match.path]
            left_out[match.path] = _is_left_out(file, around)
        soft = _speaks_of_doing(catalog.rules[match.rule], match) and (
            left_out[match.path] or _is_unnamed(unnamed, by_path[match.path], match)
        )
        made.append(msgspec.structs.replace(match, audience=Audience.PEDANTIC) if soft else match)
    return made


def _is_unnamed(unnamed: Unnamed, file: SourceFile, match: Match) -> bool:
    """Whether a match is about what a function does that nothing names: nothing of it is told from elsewhere."""
    if match.audience is Audience.PEDANTIC:
        return False
    lines = unnamed.around(file, match.start.line)
    return lines is not None and all(
        step.path == match.path and lines[0] <= step.line <= lines[1] for step in match.trace
    )


def _is_left_out(file: SourceFile, around: Callable[[], Project]) -> bool:
    if file.language == "go":
        return not is_built(file.path, file.text)
    return file.language == "python" and _is_old_migration(file, around)


def _is_old_migration(file: SourceFile, around: Callable[[], Project]) -> bool:
    """Whether a migration of Django's lies where it is not looked for, kept after it was squashed: ``migrations_old/``.

    Other folders than ``migrations`` are loaded where ``MIGRATION_MODULES`` or an import names them.
    """
    folder = PurePosixPath(file.path).parent
    if "migrations" in folder.parts or not _MIGRATION.search(file.text):
        return False
    named = re.compile(rf"\b{re.escape(folder.name)}\b")
    return not any(
        named.search(other.text)
        for path, other in around().files.items()
        if other.language == "python" and PurePosixPath(path).parent != folder
    )


def _speaks_of_doing(rule: Rule, match: Match) -> bool:
    """Whether a rule of ours speaks of what code does when it runs."""
    own = any(variant.origin for variant in rule.variants if variant.id == match.variant)
    return not own and not _WRITTEN_DOWN & set(rule.cwe)
