"""SHA-256 for MD5 and SHA-1."""

from __future__ import annotations

from backend_review.fixes.go._edits import Code, enclosing
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import walk

_OLD = ("crypto/md5", "crypto/sha1")
_NEW = {"Sum": "Sum256", "New": "New"}
_BEHIND = "hashes that are stored or that others compute: they change with the algorithm"


def fix(site: Site) -> Proposal | None:
    """Hash with SHA-256; None where the sum's length is written down."""
    code = Code(site)
    start, end = code.span
    sha = using(code, "crypto/sha256", code.node)
    if not code.whole or sha is None:
        return None
    around = enclosing(code.root.descendant_for_byte_range(start, end), "call_expression") or code.node
    names = {name_of(code, path, around): path for path in _OLD}
    for node in walk(around):
        if node.type != "selector_expression" or not start <= node.start_byte < end:
            continue
        package = code.text(node.child_by_field_name("operand"))
        function = code.text(node.child_by_field_name("field"))
        if package in names and function in _NEW:
            edit = code.replaced(node, f"{sha[0]}.{_NEW[function]}")
            return Proposal("hash with SHA-256", False, (edit, *sha[1]), _BEHIND)
    return None
