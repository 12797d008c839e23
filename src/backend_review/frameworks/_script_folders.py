"""The scripts of a folder that a program loads by its name."""

from __future__ import annotations

import posixpath
import re

from backend_review.model.evaluator import Call
from backend_review.model.values import HOLE

SCRIPT = re.compile(r"(?<!\.d)\.[cm]?[jt]s$", re.IGNORECASE)
_TEST = re.compile(r"\.(test|spec)\.[cm]?[jt]s$", re.IGNORECASE)


def scripts_below(call: Call, folder: str) -> dict[str, str]:
    """The scripts below a folder: their paths from there on, and in the project. Programs name folders from where they
    lie themselves, or from where they are started: a folder around them."""
    here = call.scope.module.path.rpartition("/")[0]
    around = [here[: match.start()] for match in reversed(list(re.finditer("/", here)))]
    rest = folder.rpartition(HOLE)[2]
    bases = (here, "", *around) if HOLE in folder else ("", here, *around)
    for base in bases:
        start = posixpath.normpath(f"/{base}/{rest}").strip("/")
        start = f"{start}/" if start else ""
        found = {
            path.removeprefix(start): path
            for path in call.evaluator.project.files
            if path.startswith(start) and SCRIPT.search(path) and not _TEST.search(path)
        }
        if found and start:
            return found
    return {}
