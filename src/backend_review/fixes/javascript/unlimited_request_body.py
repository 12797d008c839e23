"""Bodies and uploads get a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, callee
from backend_review.fixes.javascript._options import with_options
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "what is larger is refused (413): see what your clients send"


def fix(site: Site) -> Proposal | None:
    """Limit what the parser at the finding takes: a megabyte of body, five of an uploaded file."""
    code = Code(site)
    for call in code.around() if code.whole else ():
        edits, size = _edits(code, call)
        if edits:
            return Proposal(f"refuse more than {size}", False, tuple(edits), _BEHIND)
    return None


def _edits(code: Code, call: Node) -> tuple[list[Replacement] | None, str]:
    what = code.qualified(callee(call))
    if what.startswith(("express.", "body-parser.")) and code.called(call) in {"json", "urlencoded", "raw", "text"}:
        return with_options(code, call, 0, limit=code.quoted("1mb")), "a megabyte"
    if what == "multer" and len(arguments(call)) <= 1:
        return with_options(code, call, 0, limits="{ fileSize: 5 * 1024 * 1024 }"), "five megabytes a file"
    return None, ""
