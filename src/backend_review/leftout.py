"""Code that is no part of the program as it is usually built: what it does is for those who asked for opinions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from backend_review.catalog import Catalog, Rule
from backend_review.finding import Audience, Match
from backend_review.index.buildtags import is_built
from backend_review.project.source import SourceFile

# A secret that is written down is known to whoever reads the code, whatever is built of it.
_WRITTEN_DOWN = {"CWE-259", "CWE-321", "CWE-798"}


def softened(catalog: Catalog, by_path: Mapping[str, SourceFile], matches: Iterable[Match]) -> list[Match]:
    """Matches in Go files that build constraints (``//go:build debug``) leave out of the usual build become opinions.

    A project's own rules speak as they are written.
    """
    left_out: dict[str, bool] = {}
    made = []
    for match in matches:
        if match.path not in left_out:
            file = by_path[match.path]
            left_out[match.path] = file.language == "go" and not is_built(file.path, file.text)
        soft = left_out[match.path] and _speaks_of_doing(catalog.rules[match.rule], match)
        made.append(msgspec.structs.replace(match, audience=Audience.PEDANTIC) if soft else match)
    return made


def _speaks_of_doing(rule: Rule, match: Match) -> bool:
    """Whether a rule of ours speaks of what code does when it runs."""
    own = any(variant.origin for variant in rule.variants if variant.id == match.variant)
    return not own and not _WRITTEN_DOWN & set(rule.cwe)
