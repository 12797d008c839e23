"""Django's ``RunPython`` without a reverse, where little is left behind by it: columns of its own, or by its author's word.

``elidable=True`` says that the operation may go once it ran everywhere; what only fills columns which the same
migration adds is gone with them.
"""

from __future__ import annotations

import re

from backend_review.index.project import Project
from backend_review.model.migrations import Migration, Operation

_SETS = re.compile(r"\b\w+\.(\w+)\s*=(?!=)")
_UPDATES = re.compile(r"\.update\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
_GIVEN = re.compile(r"(?<![\w.])(\w+)\s*=(?!=)")
_MORE = re.compile(r"\.(?:\w*create|delete|raw|execute|add|remove|clear|set)\(|\bsetattr\(")
_CALL = re.compile(r"RunPython\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")


def is_small(project: Project, migration: Migration) -> bool:
    """Whether all functions that a migration runs fill columns which it adds itself, or are said to be elidable."""
    added = {item.column.name for item in migration.up if item.kind == "add_column" and item.column is not None}
    run = [item for item in migration.up if item.kind == "code"]
    return bool(run) and all(_is_elidable(project, item) or _fills(project, item, added) for item in run)


def _is_elidable(project: Project, operation: Operation) -> bool:
    file = project.files.get(operation.place.path)
    if file is None:
        return False
    found = _CALL.search("\n".join(file.text.split("\n")[operation.place.line - 1 :]))
    return found is not None and re.search(r"\belidable\s*=\s*True\b", found[0]) is not None


def _fills(project: Project, operation: Operation, added: set[str]) -> bool:
    """Whether a function sets no other columns than these."""
    file = project.files.get(operation.place.path)
    if file is None or not operation.name or not added:
        return False
    found = re.search(
        rf"(?m)^def {re.escape(operation.name)}\([^\n]*\n(?:(?:[ \t]+[^\n]*|\)[^\n]*)?(?:\n|\Z))+", file.text
    )
    body = found[0].partition("\n")[2] if found is not None else ""
    if _MORE.search(body):
        return False
    given = [name for values in _UPDATES.findall(body) for name in _GIVEN.findall(values)]
    filled = {*_SETS.findall(body), *given}
    return bool(filled) and filled <= added
