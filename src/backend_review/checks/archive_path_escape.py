"""Whether a name out of an archive was looked at before it is written to: by the function that does, or on the way."""

from __future__ import annotations

import re

import tree_sitter

from backend_review.checks._trees import FUNCTIONS, root_of, text, walk
from backend_review.finding import Match
from backend_review.project.source import SourceFile

# What asks whether a path is inside of a folder, in the three languages.
_CONTAINED = re.compile(
    r"commonpath|commonprefix|is_relative_to|relative_to\(|\.startswith\(|\.startsWith\(|HasPrefix\(|IsLocal\(|ValidPath\(|"
    r"OpenRoot\(|OpenInRoot\(|SecureJoin|filepath\.Rel\(|path\.relative\(|relative\(|isPathInside|['\"`/]\.\.[/\\'\"`]|"
    r"is_?within|is_?inside|isabs\(|extraction_filter"
)
# A check or cleaner of the project's own, told by its name.
_OWN = re.compile(
    r"(?i)\b\w*(safe|sanit|secure|valid|verif|ensure|check)\w*(path|name|member|entry|file|extract|tar|zip|join|dir)\w*\("
)
_MEMBERS = re.compile(r"members\s*=\s*([^,)]+)")


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop a match whose function looks at the names; what tells which lines belong to it is the syntax tree."""
    lines = {match.start.line, *(step.line for step in match.trace if step.path == file.path)}
    root = root_of(file)
    for line in lines:
        code = _around(root, line, file)
        if _CONTAINED.search(code) or _OWN.search(code):
            return None
    call = "\n".join(file.lines[match.start.line - 1 : match.end.line])
    if match.variant.endswith(".python-tar"):
        members = _MEMBERS.search(call)
        if members is not None and not _all_of_them(members.group(1), file.text):
            return None
        if re.search(r"filter\s*=\s*(?!['\"]fully_trusted|tarfile\.fully_trusted)\S", call):
            return None
    return match


def _all_of_them(members: str, code: str) -> bool:
    """Whether the members that are unpacked are those that are there, not a list that somebody made of them."""
    name = re.escape(members.strip())
    return members.endswith(".getmembers(") or bool(re.search(rf"\b{name}\s*=\s*[\w.]+\.getmembers\(\)", code))


def _around(root: tree_sitter.Node, line: int, file: SourceFile) -> str:
    """The code of the smallest named function around a line; of the whole file where there is none."""
    found: tree_sitter.Node | None = None
    for function in walk(root, FUNCTIONS):
        if function.start_point.row < line <= function.end_point.row + 1:
            inner = function.type in {"arrow_function", "func_literal", "function_expression", "lambda"}
            if found is None or not inner:
                found = function
    return text(found) if found is not None else file.text
