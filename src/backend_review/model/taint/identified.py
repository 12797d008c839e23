"""What is known to be an identifier, or below a directory that was opened as a root.

Go: calls that fail for anything else. JavaScript: parameters of a path that has a pattern for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace
from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.model.parsed import of_parameters
from backend_review.model.taint.data import INPUT, PARAMETER, Core, Taint, stopped

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

_IDENTIFIERS = {"uuid", "ulid", "xid", "ksuid"}
_READS = re.compile(r"^(?:Parse|Validate|FromString|ParseStrict)$")
# https://pkg.go.dev/os#Root: "Methods on Root can only access files and directories beneath a root directory."
_OPENS = {"Open", "OpenFile", "OpenRoot", "Stat", "Lstat", "ReadFile"}
_ONE = re.compile(r"[\])]$")  # a source that is one text, taken by its name


def is_refused(walk: Walk, name: str, holder: Expr | None) -> bool:
    """Whether a method gives an error for a text that is none of what it takes."""
    if holder is None or walk.module.language != "go":
        return False
    written = walk.module.text(holder.node)
    if _READS.match(name) and written in _IDENTIFIERS:
        return True
    if name not in _OPENS or holder.kind != "name":
        return False
    around = walk.module.text(walk.folding.around)
    word = re.escape(written)
    return re.search(rf"\b{word}\s*,\s*\w+\s*:?=\s*os\.OpenRoot\(|\b{word}\s+\*os\.Root\b", around) is not None


def made_of_checked(names: dict[str, Taint], checked: Taint) -> dict[str, Taint]:
    """Variables after one was checked: what others are made of the same text was checked with it."""
    inputs = {_origin(core) for core in checked if core.kind == INPUT}
    same = inputs or {_origin(core) for core in checked}
    if len(same) != 1 or not all(_is_one(core) for core in checked if _origin(core) in same):
        return names
    found = {}
    for name, value in names.items():
        part = {core: steps for core, steps in value.items() if _origin(core) in same and not core.stopped}
        rest = {core: steps for core, steps in value.items() if core not in part}
        found[name] = {**rest, **stopped(part)} if part else value
    return found


def as_parsed(walk: Walk, node: Node, value: Taint) -> Taint:
    """JavaScript: the object of all path parameters, some of which the path's own patterns keep harmless."""
    parsed = walk.analysis.parsed.get((walk.module.path, walk.function.node.id), frozenset())
    if not parsed or not of_parameters(walk.module.text(node)):
        return value
    return {replace(core, safe=core.safe | parsed): steps for core, steps in value.items()}


def _is_one(core: Core) -> bool:
    return not core.at and (core.kind == PARAMETER or _ONE.search(core.name) is not None)


def _origin(core: Core) -> tuple[str, str, str, str, int]:
    return core.kind, core.name, core.of, core.path, core.line
