"""Whether the verb or placeholder that a value is logged with quotes it, and whether it is a text at all."""

from __future__ import annotations

import re

import tree_sitter

from backend_review.checks._syntax import positions
from backend_review.checks._trees import CALLS, arguments, bare, root_of, string_value, text, walk
from backend_review.finding import Match
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

# A verb of a format, with what may stand between the percent sign and its letter.
_VERB = re.compile(r"%(?:%|\([^)]*\))?[-+ #0]*[\d.*]*([a-zA-Z])?")
_HARMLESS = frozenset("rqadioxXeEfgGcbtTpUu")
# Objects are written with their texts quoted.
_WHOLE = re.compile(
    r"^(?:\w+\.)?(?:req|request|ctx\.request|ctx)\.(?:body|query|params|headers|files|file|cookies|json|form|args|data)$"
)
# Where HTTP itself allows no line break.
_HEADER = re.compile(r"\b(?:req|request|ctx)\.(?:get|header)\(|\.(?:headers|Header)\b|GetHeader\(|\.META\b")
_QUOTING = re.compile(
    r'\bimport structlog\b|\bfrom structlog\b|\bpythonjsonlogger\b|^\s*(?:log|logger)\s+"github\.com/(?:sirupsen/logrus|rs/zerolog[\w/]*|charmbracelet/log)"',
    re.M,
)


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop a match whose value is quoted by its format, or is an object."""
    if is_frontend(file) or _QUOTING.search(file.text):
        return None
    if match.trace and _HEADER.search(match.trace[0].message):
        return None
    value = match.metavars.get("$TEXT", "")
    if file.language != "go" and (_WHOLE.match(value) or _names_whole(value, file.text)):
        return None
    if file.language == "python" and re.search(r"![ra]\}", value) and not re.search(r"\{[^{}!]+\}", value):
        return None
    found = _call(match, file)
    if found is None:
        return match
    call, place = found
    given = arguments(call)
    verbs = _verbs(string_value(bare(given[0])) or "") if given else []
    if given and string_value(bare(given[0])) is None and len(given) > 1:
        level = string_value(bare(given[1]))
        verbs = _verbs(level) if level is not None else []
        place -= 1
    return None if 0 < place <= len(verbs) and verbs[place - 1] in _HARMLESS else match


def _names_whole(value: str, code: str) -> bool:
    """Whether a name is given all of a body or query, or another object."""
    given = rf"\b{re.escape(value)}\s*(?::[^=\n]+)?=\s*(?:await\s+)?([\w.]+(?:\.json\(\))?)(?:\s+as\b|\s*[;\n])"
    if not value.isidentifier():
        return False
    name = re.escape(value)
    if re.search(rf"\b{name}(?:\.\w+)+(?:\.push\(|\s*=(?!=))|\b{name}\s*=\s*(?:new\b|\{{)", code):
        return True  # an object, with members that are written
    found = re.search(given, code)
    return found is not None and (found.group(1).endswith(".json()") or _WHOLE.match(found.group(1)) is not None)


def _verbs(form: str) -> list[str]:
    return [found.group(1) or "" for found in _VERB.finditer(form) if not found.group(0).startswith("%%")]


def _call(match: Match, file: SourceFile) -> tuple[tree_sitter.Node, int] | None:
    """The call that a value is logged by, and the value's place among what it is given."""
    for call in walk(root_of(file), CALLS):
        if not call.start_point.row < match.end.line <= call.end_point.row + 1:
            continue
        for place, item in enumerate(arguments(call)):
            start, end = positions(file, item)
            if (start, end) == (match.start, match.end) or text(item) == match.metavars.get("$TEXT"):
                return call, place
    return None
