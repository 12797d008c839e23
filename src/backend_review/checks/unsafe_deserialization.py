"""unsafe-deserialization: which ``yaml`` a file speaks of."""

from __future__ import annotations

import re

from backend_review.finding import Match
from backend_review.project.source import SourceFile

# ruamel.yaml's own loader makes plain values, unless it is told otherwise: https://yaml.dev/doc/ruamel.yaml/api/
_OWN_LOADER = re.compile(r"(?m)^\s*yaml\s*(?::[^=\n]+)?=\s*(?:ruamel\.)?(?:yaml\.)?YAML\((?![^)\n]*unsafe)")
_LOADS = re.compile(r"\byaml\.load(?:_all)?\(")


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop what is read by an object that is only called ``yaml``."""
    here = "\n".join(file.lines[match.start.line - 1 : match.end.line])
    return None if _LOADS.search(here) and _OWN_LOADER.search(file.text) else match
