"""A status that says that it failed, where the answer's own words say how."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._answers import returned_at, with_status
from backend_review.fixes.python._codemod import Parsed, parsed

_BEHIND = "Clients that look into the body of a 200 now get an error from their HTTP library: look for them first."
_WORDS = [
    (404, r"not.?found|no such|does ?n.t exist|unknown|DoesNotExist|NoResultFound|LookupError"),
    (401, r"unauthori[sz]ed|not (logged|signed) in|log ?in first|credentials|wrong password"),
    (403, r"forbidden|not allowed|permission|access denied|PermissionError|PermissionDenied"),
    (405, r"\b(GET|POST|PUT|PATCH|DELETE) only\b|method not"),
    (409, r"already|conflict|taken\b|duplicate|IntegrityError"),
    (400, r"invalid|missing|required|must (be|have)|malformed|ValueError|ValidationError|KeyError|TypeError"),
]


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    node = returned_at(module, site.finding.start.line) if module else None
    if module is None or node is None:
        return None
    number = _status(module, node)
    change = module.change()
    if number is None or not with_status(module, change, node, number):
        return None
    return Proposal(f"answer with {number}", False, change.edits(), _BEHIND)


def _status(module: Parsed, node: cst.Return) -> int | None:
    """The status that the words of an answer, or the error that it is given for, speak of; None where they do not."""
    said = " ".join(str(item.evaluated_value) for item in module.inside(node, cst.SimpleString))
    handler = module.enclosing(node, cst.ExceptHandler)
    caught = module.text(handler.type) if handler is not None and handler.type is not None else ""
    for text in (said, caught):
        found = [number for number, words in _WORDS if re.search(words, text, re.IGNORECASE)]
        if found:
            return found[0] if len(found) == 1 else None
    return None
